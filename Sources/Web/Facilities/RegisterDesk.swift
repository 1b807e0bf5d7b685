import Database
import Domain
import Store

/// The officer at the register, and whose register it is (R13 R31).
struct RegisterDesk: Sendable {
    let account: Account
    let prefecture: Prefecture

    init(_ visit: Visit) throws(Problem) {
        account = try visit.signedIn(to: .designate)
        guard let own = account.prefecture else { throw .notFound }
        prefecture = own
    }

    /// The institution that the address names.
    func facility(_ visit: Visit) throws(Problem) -> Facility.ID {
        guard let facility = try visit.facilityParameter() else { throw .notFound }
        return facility
    }
}

/// A control that offers a list.
struct SelectInput {
    var name: String
    var label: String
    var choices: [(value: String, words: String)]
    var chosen: String
    var problem: FieldProblem?

    init(_ name: String, _ label: String, _ choices: [(value: String, words: String)], chosen: String) {
        (self.name, self.label, self.choices, self.chosen) = (name, label, choices, chosen)
    }

    var html: HTML {
        """
        <div class="field wide-field"><label for="\(name)">\(label)</label>\
        \(problem.map { "<p class=\"err\" id=\"\(name)-e\">\($0.sentence)</p>" })\
        <select id="\(name)" name="\(name)"\(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"\(name)-e\"")>\
        \(each: choices, { choice in
            "<option value=\"\(choice.value)\"\(if: choice.value == chosen, " selected")>\(choice.words)</option>"
        })</select></div>

        """
    }
}
