/// A state as shape, word and colour (look.md, principle 3).
public struct Chip: Sendable {
    public var state: State
    public var words: String

    public init(_ state: State, _ words: String) {
        self.state = state
        self.words = words
    }

    /// The class in the style sheet; it brings mark and colour.
    public enum State: String, Sendable {
        case ok = "s-ok"
        case late = "s-late"
        case missing = "s-miss"
        case due = "s-due"
        case off = "s-off"
        case notAsked = "s-na"
        case note = "s-note"
        case error = "s-err"
        case draft = "s-draft"
        case hold = "s-hold"
        case added = "s-add"
        case changed = "s-chg"
        // Of a hospital's function: ○ △ × − ・
        case full = "f-full"
        case part = "f-part"
        case stopped = "f-stop"
        case none = "f-none"
        case void = "f-void"

        /// The mark of a choice, by the ministry's words; nil for words of other meaning.
        static func ofFunction(_ label: String) -> State? {
            switch label {
            case "通常": .full
            case "制限", "欠員あり": .part
            case "停止", "枯渇": .stopped
            case "設置なし": State.none
            case "未回答": .void
            default: nil
            }
        }
    }

    public var html: HTML { #"<span class="chip \#(state.rawValue)">\#(words)</span>"# }

    /// Without box: for tight places.
    var bare: HTML { #"<span class="chip bare \#(state.rawValue)">\#(words)</span>"# }
}
