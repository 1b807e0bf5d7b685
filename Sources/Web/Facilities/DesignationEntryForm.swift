import Domain
import Store

/// One institution's designation, contract and reporting party as typed by hand: the fields are columns of a designation report,
/// so that the same rules read them (R31).
public struct DesignationEntryForm: Sendable {
    /// What stands in each field.
    public var typed: [DesignationColumn: String] = [:]
    /// An association's ID that the list does not have.
    public var otherAssociation = ""
    /// The associations of the prefecture.
    public var associations: [(id: String, name: String)] = []
    /// An institution that is not in the register yet.
    public var isNew: Bool
    public var problems: [FieldProblem] = []

    static let otherAssociation = "otherAssociation"
    static let request = "request"
    /// Words of 報告主体.
    static let (itself, association) = ("自院", "団体")

    public init(isNew: Bool) { self.isNew = isNew }

    /// Of an institution as it is known on a day.
    init(_ known: FacilityDay, _ directory: DirectoryEntry?, from day: Day) {
        isNew = false
        let designation = known.designation.flatMap { $0.consults ? $0 : nil }
        typed = [
            .category: Self.category(known, designation).label, .contract: known.contract ? "あり" : "なし",
            .ownPatientsOnly: designation?.ownPatientsOnly == true ? "有" : "無",
            .publishable: designation?.publishable == true ? "可" : "否", .hours: designation?.hours ?? "",
            .from: day.text, .healthCentre: directory?.healthCentre ?? "",
            .healthCentrePhone: directory?.healthCentrePhone ?? "", .remarks: directory?.remarks ?? "",
        ]
        typed[.kind] = known.kind?.label
        if let designation {
            typed[.tests] = (designation.tests ? DesignationEntry.Tests.both : .consultsOnly).label
        }
        switch known.party {
        case .itself: typed[.party] = Self.itself
        case .association(let id): (typed[.party], typed[.association]) = (Self.association, id)
        }
    }

    private static func category(_ known: FacilityDay, _ designation: Designation?) -> DesignationEntry.Category {
        if designation != nil { return .designated }
        if known.kind == .testCentre { return .testCentre }
        return known.contract ? .contractOnly : .undesignated
    }

    /// An association that the list does not have stands in the field for its ID.
    mutating func placeAssociation() {
        guard let id = typed[.association], !id.isEmpty, !associations.contains(where: { $0.id == id }) else { return }
        (typed[.association], otherAssociation) = ("", id)
    }

    /// What the institution asked for, where it can be read as a choice.
    mutating func take(_ request: ChangeRequest) {
        typed[.from] = request.validFrom.text
        let wanted = request.wanted
        switch request.subject {
        case .kind:
            if let kind = FacilityKind.allCases.first(where: { wanted.contains($0.label) }) {
                typed[.kind] = kind.label
            }
        case .designation:
            if let tests = [DesignationEntry.Tests.both, .consultsOnly].first(where: { wanted.contains($0.label) }) {
                typed[.category] = DesignationEntry.Category.designated.label
                typed[.tests] = tests.label
            }
        case .hours: typed[.hours] = wanted.split(whereSeparator: \.isNewline).joined(separator: " ")
        case .name, .address, .phone, .other: break
        }
    }

    /// The fields, in their order.
    var columns: [DesignationColumn] {
        let institution: [DesignationColumn] = [
            .name, .kana, .facilityCode, .zipCode, .address, .municipality, .phone, .mail, .notifyBy,
        ]
        return (isNew ? institution : []) + [
            .kind, .category, .tests, .contract, .ownPatientsOnly, .hours, .publishable, .party, .association, .from,
            .until, .healthCentre, .healthCentrePhone, .remarks,
        ]
    }

    /// Takes what was sent, with what cannot be read at all.
    mutating func read(_ form: FormBody) {
        for column in columns {
            typed[column] = form.typed(column.rawValue)
            if case .failure(let fault) = form.optional(column.rawValue) {
                problems.append(
                    FieldProblem(field: column.rawValue, label: label(column), sentence: fault.sentence))
            }
        }
        otherAssociation = form.typed(Self.otherAssociation)
        if case .failure(let fault) = form.optional(Self.otherAssociation) {
            problems.append(FieldProblem(field: Self.otherAssociation, label: "一覧にない団体のID", sentence: fault.sentence))
        }
    }

    /// As a row of a designation report has it.
    func cells(of facility: Facility.ID?) -> [DesignationColumn: String] {
        var cells = typed.filter { !$0.value.isEmpty && columns.contains($0.key) }
        cells[.facility] = facility?.text
        // What is asked of designated institutions alone is left out where there is no designation.
        if typed[.category] != DesignationEntry.Category.designated.label {
            for column in [DesignationColumn.tests, .ownPatientsOnly, .hours, .publishable] { cells[column] = nil }
        }
        cells[.association] = nil
        if typed[.party] == Self.association {
            let id = otherAssociation.isEmpty ? typed[.association] ?? "" : otherAssociation
            if !id.isEmpty { cells[.association] = id }
        }
        return cells
    }

    /// What is wrong with the row, at the fields.
    mutating func refuse(_ faults: [DesignationRow.Fault]) {
        problems += faults.map { fault in
            let column = DesignationColumn(heading: fault.column)
            let isAssociation = column == .association || column == .associationName
            let field =
                isAssociation
                ? otherAssociation.isEmpty ? DesignationColumn.association.rawValue : Self.otherAssociation
                : column?.rawValue ?? ""
            let isMissing = isAssociation && otherAssociation.isEmpty && typed[.association, default: ""].isEmpty
            return FieldProblem(
                field: field, label: isAssociation ? "団体" : column.map(label) ?? fault.column,
                sentence: isMissing ? "団体を選ぶか、IDを入力してください。" : fault.sentence)
        }
    }

    var summary: HTML? {
        guard !problems.isEmpty else { return nil }
        let anchors = Set(columns.map(\.rawValue) + [Self.otherAssociation])
        return ErrorSummary(problems: problems, anchors: anchors, isFirst: true).html
    }
}
