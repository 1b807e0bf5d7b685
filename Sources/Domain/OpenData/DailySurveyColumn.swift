/// A column of the ministry's published daily survey, in the order of the file; also the key in the API.
public enum DailySurveyColumn: String, Sendable, CaseIterable {
    case facilityId, facilityName, zipCode, prefName, facilityAddr, facilityTel, latitude, longitude, submitDate
    case facilityType, ansType, localGovCode, cityName, facilityCode

    /// The heading in the file.
    public var heading: String {
        switch self {
        case .facilityId: "医療機関ID"
        case .facilityName: "医療機関名"
        case .zipCode: "郵便番号"
        case .prefName: "都道府県名"
        case .facilityAddr: "医療機関住所"
        case .facilityTel: "電話番号"
        case .latitude: "緯度"
        case .longitude: "経度"
        case .submitDate: "提出日"
        case .facilityType: "医療区分"
        case .ansType: "医療区分回答"
        case .localGovCode: "全国地方公共団体コード"
        case .cityName: "市区町村名"
        case .facilityCode: "医療機関コード"
        }
    }
}

/// Which columns a day's file has and in which order its rows stand (domain facts, §3.3 and §5.5 of the survey's history).
public struct DailySurveyLayout: Sendable, Hashable {
    /// 11, 13 or 14: the first so many columns.
    public let columns: Int
    public let order: Order

    public enum Order: Sendable, Hashable {
        /// A block a function; inside it institutions by ID.
        case byFunction
        /// Institutions by municipality code and ID; the functions of each together.
        case byFacility
    }

    public init(columns: Int, order: Order) {
        self.columns = columns
        self.order = order
    }

    /// How a day's file was published. The widths are known from published files: 11 until 2020-05-27, 13 from 2020-05-28; the
    /// day in June 2020 on which the fourteenth came is not attested, 2020-06-29 is the first file seen with it.
    /// - Parameter columns: the width of the file that was taken over for that day, where there is one.
    public init(day: Day, columns: Int? = nil) {
        self.columns = columns ?? Self.widths.last { $0.from <= day }?.columns ?? 11
        order = day < Self.facilityOrder ? .byFunction : .byFacility
    }

    public var headings: [String] { DailySurveyColumn.allCases.prefix(columns).map(\.heading) }

    public static let knownWidths = [11, 13, 14]

    private static let facilityOrder = Day(number: 18_645)  // 2021-01-18, the new system
    private static let widths: [(from: Day, columns: Int)] = [
        (Day(number: 18_410), 13),  // 2020-05-28
        (Day(number: 18_442), 14),  // 2020-06-29
    ]
}

/// The word for a function that was not answered.
public enum DailySurvey {
    public static let unanswered = "未回答"
    /// The survey whose published items make up the file.
    public static let survey = "hospital-status"
    public static let fileName = "covid-19_daily_survey.csv"
    public static let archiveName = "covid-19_daily_survey.zip"
}
