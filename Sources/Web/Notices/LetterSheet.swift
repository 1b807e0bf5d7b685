import Documents
import Domain

/// The letter that tells an institution its login ID where no mail can: one A4 page, folded in three for a window envelope
/// (R4). Everything on it that is not always the same.
public struct LetterSheet: Sendable, Equatable {
    /// To whom it goes, as it shows in the window.
    public struct Addressee: Sendable, Equatable {
        /// `760-0000`.
        public var postalCode: String
        /// One line or more.
        public var address: [String]
        /// Without 御中.
        public var name: String

        public init(postalCode: String, address: [String], name: String) {
            self.postalCode = postalCode
            self.address = address
            self.name = name
        }
    }

    /// From whom it comes.
    public struct Sender: Sendable, Equatable {
        /// 「G-MIS 事務局」
        public var name: String
        public var postalCode: String
        public var address: [String]

        public init(name: String, postalCode: String, address: [String]) {
            self.name = name
            self.postalCode = postalCode
            self.address = address
        }
    }

    /// Whom to ask.
    public struct HelpDesk: Sendable, Equatable {
        /// 「G-MIS 事務局 ヘルプデスク」
        public var name: String
        public var phone: String
        /// 「平日 9:00〜17:00(土・日・祝日はお休みです)」, without a full stop.
        public var hours: String

        public init(name: String, phone: String, hours: String) {
            self.name = name
            self.phone = phone
            self.hours = hours
        }
    }

    /// What is handed over.
    public struct Keys: Sendable, Equatable {
        public var loginID: String
        /// As one types it.
        public var address: String
        /// What the QR code says: the address, perhaps with the ID in it. Never the code, which would then be sent to a log.
        public var qr: String
        public var code: String
        /// The code's last day.
        public var codeUntil: Day

        public init(loginID: String, address: String, qr: String, code: String, codeUntil: Day) {
            self.loginID = loginID
            self.address = address
            self.qr = qr
            self.code = code
            self.codeUntil = codeUntil
        }
    }

    public var addressee: Addressee
    public var sender: Sender
    public var helpDesk: HelpDesk
    public var keys: Keys
    public var date: Day
    /// 「L-0120-0037」
    public var reference: String
    /// Whose designation is the reason; nil leaves out the reason, and that one may report for the days since.
    public var prefecture: String?
    public var window: EnvelopeWindow

    public init(
        addressee: Addressee, sender: Sender, helpDesk: HelpDesk, keys: Keys, date: Day, reference: String,
        prefecture: String?, window: EnvelopeWindow = .long3
    ) {
        self.addressee = addressee
        self.sender = sender
        self.helpDesk = helpDesk
        self.keys = keys
        self.date = date
        self.reference = reference
        self.prefecture = prefecture
        self.window = window
    }
}

/// Where an envelope's window lies over the folded sheet; millimetres from the sheet's upper left corner.
public struct EnvelopeWindow: Sendable, Equatable {
    public var left: Double
    public var top: Double
    public var width: Double
    public var height: Double
    /// Free on every side of the address: the sheet slips in its envelope.
    public var margin: Double

    public init(left: Double, top: Double, width: Double, height: Double, margin: Double = 3) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
        self.margin = margin
    }

    /// A 長形3号 envelope (235 × 120 mm) whose window of 90 × 42 mm lies over the upper left of an A4 sheet folded in three
    /// (210 × 99 mm): 19 mm from the left, 22 mm from the top. The address then begins at the text's own margin. Windows differ
    /// from maker to maker; fold one sheet and look before a batch is printed.
    public static let long3 = EnvelopeWindow(left: 19, top: 22, width: 90, height: 42)

    /// Where the address may stand.
    var inner: PDFBox { PDFBox(x: left, y: top, width: width, height: height).inset(margin) }
}
