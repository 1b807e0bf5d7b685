/// A step in an institution's life, as its prefecture writes it down from a day on (R13 R28).
public enum FacilityStep: Sendable, Equatable {
    /// 休止
    ///
    /// - until: the first day on which it is back; nil where nobody knows yet.
    case rest(until: Day?)
    /// 再開
    case reopen
    /// 廃止
    case close
    /// 統合: the other one goes on.
    case merge(into: Facility.ID)
    /// 移転: within its municipality, to another one, to another prefecture.
    case move(to: AttributeChange.Home, zipCode: String, address: String)
    case rename(String)
    case phone(String)
    /// A new 医療機関コード, ten digits.
    case code(String)
    case kind(FacilityKind)

    /// Which step it is; the word in addresses and in the audit.
    public enum Name: String, Sendable, CaseIterable {
        case rest, reopen, close, merge, move, rename, phone, code, kind

        /// As pages name it.
        public var label: String {
            switch self {
            case .rest: "休止"
            case .reopen: "再開"
            case .close: "廃止"
            case .merge: "統合"
            case .move: "移転"
            case .rename: "名前の変更"
            case .phone: "電話番号の変更"
            case .code: "医療機関コードの変更"
            case .kind: "種別の変更"
            }
        }
    }

    public var name: Name {
        switch self {
        case .rest: .rest
        case .reopen: .reopen
        case .close: .close
        case .merge: .merge
        case .move: .move
        case .rename: .rename
        case .phone: .phone
        case .code: .code
        case .kind: .kind
        }
    }

    /// What holds from then on of its life; nil where the step is about something else.
    public var life: FacilityLife? {
        switch self {
        case .rest: .resting
        case .reopen: .open
        case .close: .closed
        case .merge(let other): .merged(into: other)
        case .move, .rename, .phone, .code, .kind: nil
        }
    }

    /// What changes of its attributes; nil where the step is about something else.
    public var change: AttributeChange? {
        var change = AttributeChange()
        switch self {
        case .move(let home, let zipCode, let address):
            (change.home, change.zipCode, change.address) = (home, zipCode, address)
            change.forgetsPoint = true
        case .rename(let name): change.name = name
        case .phone(let phone): change.phone = phone
        case .code(let code): change.facilityCode = code
        case .rest, .reopen, .close, .merge, .kind: return nil
        }
        return change
    }

    /// Before this day nothing was asked of anybody.
    public static let firstDay = Day(year: 2020, month: 9, day: 1) ?? Day(number: 0)
    /// So many days ahead of today can be written down.
    public static let daysAhead = 366
}

extension FacilityStep {
    /// What is told of a step; the fields of its form.
    public enum Field: String, Sendable, CaseIterable {
        case from, until, into, kind, name, phone, code, prefecture, municipality, city, zipCode, address

        /// As pages name it.
        public var label: String {
            switch self {
            case .from: "いつから"
            case .until: "いつ再開するか"
            case .into: "統合先の医療機関ID"
            case .kind: "種別"
            case .name: "新しい名前"
            case .phone: "新しい電話番号"
            case .code: "新しい医療機関コード"
            case .prefecture: "都道府県"
            case .municipality: "市区町村コード"
            case .city: "市区町村名"
            case .zipCode: "郵便番号"
            case .address: "所在地"
            }
        }

        /// What is wrong with it.
        public func problem(_ sentence: String) -> FieldProblem {
            FieldProblem(field: rawValue, label: label, sentence: sentence)
        }
    }
}
