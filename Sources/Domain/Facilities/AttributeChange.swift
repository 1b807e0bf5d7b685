/// Renamed, moved, or with another phone number or code: what changes of an institution's attributes; the rest stays (R13).
public struct AttributeChange: Sendable, Equatable {
    /// Where an institution lies from then on.
    public struct Home: Sendable, Equatable {
        public let prefecture: Prefecture
        /// 全国地方公共団体コード, six digits.
        public let municipality: String
        public let city: String

        public init(prefecture: Prefecture, municipality: String, city: String) {
            (self.prefecture, self.municipality, self.city) = (prefecture, municipality, city)
        }
    }

    public var name: String?
    /// As published: `〒041-0525`.
    public var zipCode: String?
    public var home: Home?
    /// Without the prefecture's name.
    public var address: String?
    public var phone: String?
    public var facilityCode: String?
    /// It lies elsewhere: where exactly is no longer known.
    public var forgetsPoint = false

    public init() {}

    /// Whether nothing changes.
    public var isEmpty: Bool { self == AttributeChange() }

    public func applied(to attributes: Facility.Attributes) -> Facility.Attributes {
        var known = attributes
        if let name { known.name = name }
        if let zipCode { known.zipCode = zipCode }
        if let address { known.address = address }
        if let phone { known.phone = phone }
        if let facilityCode { known.facilityCode = facilityCode }
        if let home {
            known.prefecture = home.prefecture
            known.localGovCode = home.municipality
            known.cityName = home.city
        }
        if forgetsPoint || known.localGovCode != attributes.localGovCode {
            (known.latitude, known.longitude) = ("", "")
        }
        return known
    }
}
