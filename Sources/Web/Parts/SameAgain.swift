import Domain

/// "Same as last time" (R47: of states alone): what would be filled in, and from when it is.
struct SameAgain {
    /// By item.
    var values: [String: (text: String, period: Day)]

    var isEmpty: Bool { values.isEmpty }

    /// What was typed stays; where nothing was, the earlier answer stands, and whose it is.
    func filled(into typed: [String: String]) -> (typed: [String: String], filled: [String: Day]) {
        var (typed, filled) = (typed, [String: Day]())
        for (code, value) in values where (typed[code] ?? "").allSatisfy(\.isWhitespace) {
            typed[code] = value.text
            filled[code] = value.period
        }
        return (typed, filled)
    }
}

/// Shows the form again with the states of last time; nothing is stored.
struct SameButton {
    var survey: String
    /// Named where the page has several.
    var title: String?

    static let words = "前回と同じ(状況だけ)"

    var html: HTML {
        """
        <button class="btn two-nd sm" form="report-form" name="\(FieldName.same)" value="\(survey)">\(Self.words)\
        \(title.map { "<span class=\"vh\">(\($0))</span>" })</button>
        """
    }
}

/// Tells above the form that it was filled in.
struct FilledNotice {
    var count: Int
    var isFirst: Bool

    var html: HTML {
        """
        <div class="live" role="status"\(if: isFirst, " tabindex=\"-1\" id=\"page-sum\"")><p>\(count)項目に前回の値を入れてあります。\
        まだ報告していません。変わったところを直してから送ってください。</p></div>
        """
    }
}

/// A note that was passed before and whose box is not on the page: sent along, so that nobody is asked the same twice.
struct SilentPass {
    var check: String
    /// As typed.
    var reason: String
    var prefix = ""

    var html: HTML {
        """
        <input type="hidden" name="\(prefix)\(FieldName.passed)" value="\(check)">\
        \(if: !reason.isEmpty, "<input type=\"hidden\" name=\"\(prefix)\(FieldName.why(check))\" value=\"\(reason)\">")
        """
    }
}
