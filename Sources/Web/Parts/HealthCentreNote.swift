import Domain

/// Whom an institution asks about what its prefecture itself wants to know (R36).
struct HealthCentreNote: Sendable {
    /// As the register names it; empty where it does not.
    var name = ""
    var phone = ""

    init() {}

    init(_ directory: DirectoryEntry?) {
        name = directory?.healthCentre ?? ""
        phone = directory?.healthCentrePhone ?? ""
    }

    var html: HTML {
        """
        <p>都道府県が独自に行う調査については、担当の保健所\(centre)にお問い合わせください。</p>
        """
    }

    private var centre: HTML? {
        guard !name.isEmpty || !phone.isEmpty else { return nil }
        return
            "(\(if: !name.isEmpty, "<b><bdi>\(name)</bdi></b>")\(if: !name.isEmpty && !phone.isEmpty, " ")\(dialled))"
    }

    /// The number as people read it, which a telephone dials.
    var dialled: HTML? {
        phone.isEmpty ? nil : #"<a class="tel" href="\#(Link.phone(phone))">\#(phone)</a>"#
    }
}
