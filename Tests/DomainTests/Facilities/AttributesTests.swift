import Domain
import Testing

/// What is known of an institution is kept to the character; two Unicode spellings of one word are two texts.
struct AttributesTests {
    private static func attributes(_ change: (inout Facility.Attributes) -> Void = { _ in }) -> Facility.Attributes {
        var attributes = Facility.Attributes(
            name: "ガ病院", zipCode: "〒000-0001", prefecture: Prefecture.all[12], address: "ガ町", phone: "0000000001",
            latitude: "35.5", longitude: "139.5", localGovCode: "131041", cityName: "ガ区", facilityCode: "1300000017")
        change(&attributes)
        return attributes
    }

    private static let changes: [@Sendable (inout Facility.Attributes) -> Void] = [
        { $0.name = "カ\u{3099}病院" }, { $0.zipCode = "〒000-0002" }, { $0.prefecture = Prefecture.all[13] },
        { $0.address = "カ\u{3099}町" }, { $0.phone = "" }, { $0.latitude = "35.50" }, { $0.longitude = "139.50" },
        { $0.localGovCode = "" }, { $0.cityName = "カ\u{3099}区" }, { $0.facilityCode = "1300000018" },
    ]

    @Test(arguments: changes.indices)
    func `attributes differ when a byte of any field differs`(index: Int) {
        #expect(Self.attributes() == Self.attributes())
        #expect(Self.attributes(Self.changes[index]) != Self.attributes())
    }
}
