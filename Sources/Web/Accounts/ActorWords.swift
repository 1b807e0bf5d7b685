import Domain
import Store

/// Who did something, in words.
struct ActorWords {
    var names: [String: ActorName]

    /// As people read it who may not know every office's accounts.
    func words(_ key: String) -> String {
        switch names[key] ?? .unknown {
        case .account(_, isHelpDesk: true), .administrator: "事務局"
        case .account(let name, _): name
        case .colleague(let name, _): name.isEmpty ? "以前の同僚" : name
        case .product: "自動"
        case .visitor: "ログインしていない人"
        case .unknown: "—"
        }
    }

    /// As the administrator reads it: the office's own name, and whose colleague somebody is.
    func fullWords(_ key: String) -> String {
        switch names[key] ?? .unknown {
        case .account(let name, _): name
        case .colleague(let name, let of): "\(of) \(name.isEmpty ? "以前の同僚" : name)"
        case .administrator: "管理者（コマンド）"
        case .product, .visitor, .unknown: words(key)
        }
    }
}
