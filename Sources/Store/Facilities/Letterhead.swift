import Database
import Domain

/// An association as its paper names it: what its prefecture told of it.
public struct Letterhead: Sendable, Equatable {
    public let name: String
    /// `〒041-0525`; may be empty, as the rest.
    public let zipCode: String
    public let address: String
    public let phone: String
    public let mail: String

    public init(name: String, zipCode: String = "", address: String = "", phone: String = "", mail: String = "") {
        (self.name, self.zipCode, self.address, self.phone, self.mail) = (name, zipCode, address, phone, mail)
    }
}

extension AssociationStore {
    /// What stands on its paper; nil when there is none such.
    public func letterhead(of id: String) throws -> Letterhead? {
        try db.query("SELECT name, zip_code, address, phone, mail FROM association WHERE association_id = \(id)").first
            .map { row in
                Letterhead(
                    name: try row.string("name"), zipCode: try row.string("zip_code"),
                    address: try row.string("address"),
                    phone: try row.string("phone"), mail: try row.string("mail"))
            }
    }
}
