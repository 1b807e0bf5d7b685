import ArgumentParser
import Database
import Domain
import Store

extension FacilityCommands {
    /// `gmis facility create …`: an institution opens (R13 R28).
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "医療機関を登録する / Register a facility")

        @Argument(help: "医療機関ID（半角英数字16文字まで） / facility ID")
        var facility: String

        @Option(help: "この日から YYYY-MM-DD / first day")
        var from: String

        @Option(help: "hospital, clinic, testCentre")
        var kind: String

        @Option(help: "名前 / name")
        var name: String

        @Option(help: "都道府県コード 01〜47 / prefecture")
        var prefecture: String

        @Option(help: "全国地方公共団体コード6桁 / municipality code")
        var municipality: String

        @Option(help: "市区町村名 / municipality")
        var city: String

        @Option(help: "都道府県名のない所在地 / address without the prefecture")
        var address: String

        @Option(help: "電話番号、数字だけ / phone, digits only")
        var phone: String

        @Option(help: "郵便番号 〒920-0000 / postal code")
        var zip = ""

        @Option(help: "医療機関コード10桁 / facility code")
        var code = ""

        func run() async throws {
            let (id, facts) = try read()
            try await Program.withPool { pool in
                let now = Program.now()
                try await pool.write { db in
                    guard try !db.facilities.isTaken(id) else {
                        throw Problem.refused(
                            japanese: "医療機関ID \(id) は、すでに使われているか、大文字・小文字だけが違うIDがあります。",
                            english: "facility ID \(id) is taken, or differs only in case from one that is")
                    }
                    try db.facilities.register([id], at: now)
                    try db.facilities.record(facts, surveys: try db.forms.all(), at: now, by: "administrator")
                    try db.audit.record(
                        AuditEntry(actor: "administrator", action: "facility.create", subject: "facility:\(id)"),
                        at: now)
                }
            }
            print("\(id): 医療機関を登録しました / facility registered")
        }

        private func read() throws(Problem) -> (Facility.ID, [DatedFact]) {
            let id = try FactsToSet.read("医療機関ID", facility, Facility.ID.init)
            let validity = Validity(from: try FactsToSet.read("--from", from) { Day($0) }, until: nil)
            let kind = try FactsToSet.read("--kind", kind, FacilityKind.init)
            let place = try FactsToSet.read("--prefecture", prefecture) { Prefecture(code: $0) }
            let municipality = try FactsToSet.read("--municipality", municipality) {
                FactsToSet.isDigits($0, 6) && $0.hasPrefix(place.code) ? $0 : nil
            }
            let code = try FactsToSet.read("--code", code) { $0.isEmpty || FactsToSet.isDigits($0, 10) ? $0 : nil }
            let name = try FactsToSet.read("--name", name) { $0.isEmpty ? nil : $0 }
            let city = try FactsToSet.read("--city", city) { $0.isEmpty ? nil : $0 }
            let phone = try FactsToSet.read("--phone", phone) {
                FactsToSet.isDigits($0, 10) || FactsToSet.isDigits($0, 11) ? $0 : nil
            }
            let attributes = Facility.Attributes(
                name: name, zipCode: zip, prefecture: place, address: address, phone: phone, latitude: "",
                longitude: "", localGovCode: municipality, cityName: city, facilityCode: code)
            return (id, [DatedFact(id, .attributes(attributes), validity), DatedFact(id, .kind(kind), validity)])
        }
    }
}
