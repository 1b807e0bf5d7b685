import Database
import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sodium
import Store

/// Letters printed: drawn while they are sent, kept nowhere (R4). Some hundred letters get their codes in a commit, then their pages
/// are drawn: what is on paper works, whatever happens afterwards.
enum LetterPrintingController {
    static func create(_ visit: Visit) async throws -> Response {
        let (id, now, actor) = (try visit.parameter("batch"), visit.now, try visit.helpDeskActor())
        let number = Int(try visit.form().typed(FieldName.letter))
        let batch = try await visit.house.pool.write { db in
            try db.letters.notePrint(id, number: number, at: now, by: actor)
        }
        if let number, !(1...batch.letters).contains(number) { throw Problem.notFound }
        let supply = LetterSupply(house: visit.house, batch: batch, number: number, now: now, arrived: visit.arrived)
        guard try await supply.hasAny() else {
            throw Problem.refused(japanese: "印刷する手紙がありません。どの医療機関も、もう利用が始まっているか、休止中です。", english: "nothing to print")
        }
        let name = number.map { "ログインIDのお知らせ_\(batch.reference($0)).pdf" } ?? "ログインIDのお知らせ_\(batch.id).pdf"
        let headers: HTTPFields = [
            .contentType: "application/pdf", .cacheControl: "no-store",
            .contentDisposition:
                "attachment; filename=\"letters-\(batch.id).pdf\"; filename*=UTF-8''\(Link.encoded(name))",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await LetterPress.run(supply) { try await writer.write(ByteBuffer(bytes: $0)) }
                try await writer.finish(nil)
            })
    }
}

/// The letters of a print, some hundred at a time, each with a new code.
struct LetterSupply: Sendable {
    let house: House
    let batch: LetterBatch
    /// One letter; nil for all.
    let number: Int?
    let now: Instant
    let arrived: Instant

    var first: Int { number ?? 1 }
    private var last: Int { number ?? batch.letters }

    /// Whether any is left to print.
    func hasAny() async throws -> Bool {
        let (batch, first, last) = (batch, first, last)
        return try await house.pool.read { db in
            var from = first
            while from <= last {
                let letters = try db.letters.letters(
                    of: batch, from: from, limit: min(LetterStore.chunk, last - from + 1))
                if letters.contains(where: { $0.leftOut == nil }) { return true }
                guard let end = letters.last?.number else { return false }
                from = end + 1
            }
            return false
        }
    }

    /// Codes for the letters from a number on, committed before they are handed out.
    func next(from number: Int) async throws -> (sheets: [LetterSheet], next: Int?) {
        let codes = (0..<LetterStore.chunk).map { _ in PrintedCode.make() }
        let (batch, last, now, arrived) = (batch, last, now, arrived)
        let (letters, next) = try await house.pool.write { db in
            try db.letters.prepare(
                batch, from: number, through: last, codes: codes, on: now.day, arrived: arrived, at: now)
        }
        return (letters.map(sheet), next)
    }

    private func sheet(_ printed: PrintedLetter) -> LetterSheet {
        let (known, contact) = (printed.facility.attributes, house.contact)
        let address = house.baseURL + Links().letterCode.text
        return LetterSheet(
            addressee: LetterSheet.Addressee(
                postalCode: known.zipCode.replacing("〒", with: ""), address: [known.prefecture.name + known.address],
                name: known.name),
            sender: LetterSheet.Sender(
                name: contact.name, postalCode: contact.address.first ?? "", address: Array(contact.address.dropFirst())
            ),
            helpDesk: LetterSheet.HelpDesk(name: contact.name, phone: contact.phone, hours: contact.hours.words),
            keys: LetterSheet.Keys(
                loginID: printed.letter.account.loginId, address: address, qr: address, code: printed.code,
                codeUntil: OneTimeCode.letterEnd(madeAt: arrived).day.adding(-1)),
            date: now.day, reference: batch.reference(printed.letter.number),
            prefecture: printed.facility.designation == nil ? nil : known.prefecture.name)
    }
}
