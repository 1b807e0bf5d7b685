/// A hospital, clinic or test centre.
public enum Facility {
    /// The institution's ID, also its login ID: opaque, at most 16 characters, never changes (R13).
    public struct ID: Sendable, Hashable, Comparable, CustomStringConvertible {
        public let text: String

        /// nil when it is empty, longer than 16 characters, or holds anything but half-width letters and digits.
        public init?(_ text: String) {
            guard (1...16).contains(text.utf8.count), text.utf8.allSatisfy(ID.allowed) else { return nil }
            self.text = text
        }

        /// Order of code units, as the published files have it.
        public static func < (a: ID, b: ID) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

        public var description: String { text }

        private static func allowed(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
    }

    /// What is known of an institution on a day; kept to the character as it was told, blanks included.
    public struct Attributes: Sendable, Hashable {
        public var name: String
        /// As published: `〒041-0525`.
        public var zipCode: String
        public var prefecture: Prefecture
        /// Without the prefecture's name.
        public var address: String
        public var phone: String
        /// Decimal degrees, WGS84.
        public var latitude: String
        public var longitude: String
        /// 全国地方公共団体コード, six digits with check digit; empty when it was not told.
        public var localGovCode: String
        /// 市区町村名; empty when it was not told.
        public var cityName: String
        /// 医療機関コード, ten digits; empty when there is none.
        public var facilityCode: String

        public init(
            name: String, zipCode: String, prefecture: Prefecture, address: String, phone: String, latitude: String,
            longitude: String, localGovCode: String, cityName: String, facilityCode: String
        ) {
            self.name = name
            self.zipCode = zipCode
            self.prefecture = prefecture
            self.address = address
            self.phone = phone
            self.latitude = latitude
            self.longitude = longitude
            self.localGovCode = localGovCode
            self.cityName = cityName
            self.facilityCode = facilityCode
        }

        /// By bytes: Swift's own comparison takes canonically equivalent texts for the same, and what was told is kept to the byte.
        public static func == (a: Attributes, b: Attributes) -> Bool {
            a.prefecture == b.prefecture && zip(a.texts, b.texts).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
        }

        private var texts: [String] {
            [name, zipCode, address, phone, latitude, longitude, localGovCode, cityName, facilityCode]
        }

        /// Where the institution lies, for sums.
        public var place: Place {
            Place(prefecture: prefecture, municipality: localGovCode.isEmpty ? nil : localGovCode)
        }
    }

    /// Where an institution counts on a day.
    public struct Place: Sendable, Hashable {
        public let prefecture: Prefecture
        /// Six digits; nil when it is not known.
        public let municipality: String?

        public init(prefecture: Prefecture, municipality: String?) {
            self.prefecture = prefecture
            self.municipality = municipality
        }

        /// Every area whose sums include this place.
        public var areas: [Area] {
            [.nation, .prefecture(prefecture)] + (municipality.map { [.municipality($0)] } ?? [])
        }
    }
}
