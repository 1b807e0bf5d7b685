/// The words of a day's form: which function, which answer. Compared by bytes, so that what is published again is the same to the byte.
struct FunctionWords {
    let functions: [String]
    private let entries: [(position: Int, word: [UInt8], labels: [(label: [UInt8], code: String)])]

    init(form: Form) {
        functions = form.publishedItems.compactMap(\.published)
        entries = form.publishedItems.compactMap { item in
            guard let position = form.position(of: item.code), let word = item.published,
                case .choice(let choices) = item.kind
            else { return nil }
            return (position, Array(word.utf8), choices.map { (Array($0.label.utf8), $0.code) })
        }
    }

    /// The function's place in the answers; nil for a word that the form does not know.
    func position(of word: String) -> Int? {
        entries.first { $0.word.elementsEqual(word.utf8) }?.position
    }

    /// The choice's code; nil for a word that the form does not know.
    func code(of word: String, at position: Int) -> String? {
        entries.first { $0.position == position }?.labels.first { $0.label.elementsEqual(word.utf8) }?.code
    }
}
