import Domain

/// The ticks of a check before a procedure, as they are shown and read.
struct DeskCheck {
    var parts: [IdentityCheck.Part]
    var ticks = Ticks()
    var problem: FieldProblem?
    /// Apart from those of another form of the page.
    var prefix = ""

    /// What was ticked.
    struct Ticks: Sendable {
        var heard: Set<IdentityCheck.Part> = []
        var way: IdentityCheck.Way = .phone
    }

    var html: HTML {
        """
        <fieldset class="field" id="\(prefix)checked"\(if: problem != nil, " aria-describedby=\"\(prefix)checked-e\"")>\
        <legend>1. 本人の確認</legend>
        \(problem.map { "<p class=\"err\" id=\"\(prefix)checked-e\">\($0.sentence)</p>" })
        \(each: parts, tick)
        </fieldset>
        <fieldset class="field"><legend>聞いた手段</legend><div class="row">
        \(each: IdentityCheck.Way.allCases, { way in
            "<label class=\"check\"><input type=\"radio\" name=\"way\" value=\"\(way.rawValue)\"\(if: way == ticks.way, " checked")> \(way.label)</label>"
        })
        </div></fieldset>
        """
    }

    private func tick(_ part: IdentityCheck.Part) -> HTML {
        """
        <label class="check"><input type="checkbox" name="heard" value="\(part.rawValue)"\
        \(if: ticks.heard.contains(part), " checked")> \(part.heard)</label>
        """
    }

    static func ticks(_ form: FormBody) -> Ticks {
        guard case .success(let heard) = form.list("heard") else { return Ticks() }
        return Ticks(
            heard: Set(heard.compactMap(IdentityCheck.Part.init(rawValue:))),
            way: IdentityCheck.Way(rawValue: form.typed("way")) ?? .phone)
    }

    static func read(_ form: FormBody, _ needed: [IdentityCheck.Part]) -> Result<IdentityCheck, FieldProblem> {
        guard IdentityCheck.Way(rawValue: form.typed("way")) != nil else {
            return .failure(problem("電話かメールか、聞いた手段を選んでください。"))
        }
        let ticks = ticks(form)
        return Result { () throws(FieldProblem) in try IdentityCheck(ticks.way, heard: ticks.heard, needed: needed) }
    }

    static func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: "checked", label: "本人の確認", sentence: sentence)
    }
}
