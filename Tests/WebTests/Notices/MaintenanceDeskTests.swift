import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The help desk plans, changes and ends windows; everybody reads of them beforehand (R1 R10 R21).
struct MaintenanceDeskTests {
    private static let path = "/help-desk/maintenance"
    private static let fields = [
        ("from", "2021-09-20T22:00"), ("until", "2021-09-21T06:00"), ("announcedFrom", ""), ("reason", "<b>交換</b>"),
    ]
    private static let banner = "9月20日(月) 22:00から"

    private func send(
        _ visitor: Visitor, _ step: String, _ more: [(String, String)] = [], at path: String = path
    ) async throws -> Page {
        let names = Set(more.map(\.0))
        return try await visitor.post(path, Self.fields.filter { !names.contains($0.0) } + more + [("step", step)])
    }

    private func planned(_ desk: Visitor, _ more: [(String, String)] = []) async throws -> String {
        let id = try #require(try await send(desk, "preview", more).value(of: "window"))
        return try await send(desk, "publish", more + [("window", id)]).location
    }

    @Test func `it is looked at before it is planned, planned once, and told of on every page`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let preview = try await send(desk, "preview")
            #expect(preview.status == 200)
            #expect(preview.text.contains(Self.banner) && preview.text.contains("<bdi>&lt;b&gt;交換&lt;/b&gt;</bdi>"))
            #expect(try await world.rows("maintenance_window") == 0)
            let id = try #require(preview.value(of: "window"))
            for _ in 0..<2 {
                #expect(try await send(desk, "publish", [("window", id)]).location == "\(Self.path)/\(id)")
            }
            #expect(try await world.rows("maintenance_window") == 1)
            for path in ["/session/new", "/open-data", "/manuals", "/about/terms"] {
                #expect(try await world.stranger.get(path).text.contains(Self.banner), "\(path)")
            }
            for (person, path) in [(Person.hospital, "/home"), (.ministry, "/record"), (.helpDesk, Self.path)] {
                let page = try await world.open(as: person, path)
                #expect(page.text.contains("<b>メンテナンスの予定</b>") && page.text.contains(Self.banner), "\(path)")
            }
            #expect(try await world.stranger.get("/nowhere").text.contains(Self.banner))
        }
    }

    @Test func `it is told of from its instant on, and no longer than its end`() async throws {
        try await WebWorld.run { world in
            func isTold() async throws -> Bool {
                try await world.stranger.get("/session/new").text.contains("機器の交換")
            }
            try await world.plan(60, 120, announced: 30)
            #expect(try await !isTold())
            world.clock.advance(milliseconds: 29_999)
            #expect(try await !isTold())
            world.clock.advance(milliseconds: 1)
            #expect(try await isTold())
            world.clock.advance(milliseconds: 29_999)
            #expect(try await world.stranger.get("/session/new").text.contains("<b>メンテナンスの予定</b>"))
            world.clock.advance(milliseconds: 1)
            #expect(try await world.stranger.get("/session/new").text.contains("<b>メンテナンス中</b>"))
            world.clock.advance(milliseconds: 59_999)
            #expect(try await isTold())
            world.clock.advance(milliseconds: 1)
            #expect(try await !isTold())
        }
    }

    @Test func `what is wrong is told at its field, and what was typed stays`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let wrong = [("from", "2021-09-20T09:59"), ("until", "あす"), ("reason", "")]
            let page = try await send(desk, "preview", wrong)
            #expect(page.status == 422)
            for piece in ["3か所を直してください", "href=\"#from\"", "id=\"until-e\"", "value=\"あす\"", "いますぐはじめる"] {
                #expect(page.text.contains(piece), "\(piece)")
            }
            _ = try await planned(desk)
            let overlap = try await send(desk, "publish", [("window", MaintenanceWindowStore.newId())])
            #expect(overlap.status == 422 && overlap.text.contains("重なっています"))
            #expect(try await send(desk, "publish", [("window", "w-1")]).status == 400)
            let stale = try await desk.post(Self.path, body: desk.encoded(Self.fields + [("csrf", "0")]))
            #expect(stale.status == 403 && stale.value(of: "from") == "2021-09-20T22:00")
            #expect(try await world.rows("maintenance_window") == 1)
        }
    }

    @Test func `one that is coming is changed and called off, with its history`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let page = try await planned(desk)
            #expect(try await desk.get(page + "/edit").value(of: "until") == "2021-09-21T06:00")
            let change = [("until", "2021-09-21T07:00"), ("revision", "1")]
            #expect(try await send(desk, "preview", change, at: page).status == 200)
            #expect(try await send(desk, "publish", change, at: page).location == page)
            let late = [("until", "2021-09-21T08:00"), ("revision", "1")]
            let refused = try await send(desk, "publish", late, at: page)
            #expect(refused.status == 422 && refused.text.contains("別の画面で"))
            #expect(try await desk.post(page + "/end").location == page)
            _ = try await desk.post(page + "/end")
            let text = try await desk.get(page).text
            for words in ["取りやめ", "予定した", "変えた", "見本事務局"] { #expect(text.contains(words), "\(words)") }
            #expect(!text.contains("取りやめる</button>"))
            #expect(try await world.rows("maintenance_window") == 3)
            #expect(try await !world.stranger.get("/session/new").text.contains(Self.banner))
            #expect(try await desk.get(Self.path).text.contains("終わったもの"))
        }
    }

    @Test func `an outage begins at once, and is ended early`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let page = try await planned(desk, [("from", ""), ("startsNow", "1"), ("byMail", "1")])
            let form = "/reports/hospital-status/2021-09-20/new"
            #expect(try await world.open(as: .hospital, form).status == 503)
            #expect(try await world.rows("notice") == 2)
            world.clock.advance(seconds: 60)
            #expect(try await desk.get(page + "/edit").text.contains("もうはじまっています"))
            #expect(try await desk.get(page).text.contains("いま終える</button>"))
            _ = try await desk.post(page + "/end")
            #expect(try await world.open(as: .hospital, form).status == 200)
            #expect(try await desk.get(page).text.contains("早く終えた"))
            #expect(try await desk.get(page + "/edit").location == page)
        }
    }

    @Test func `hostile text in any field is refused or shown harmless`() async throws {
        let values = ["\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "\u{202E}葛\u{E0100}"]
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            for name in Self.fields.map(\.0) + ["step", "window", "byMail", "startsNow", "revision"] {
                for value in values {
                    for step in ["preview", "edit", "publish"] {
                        let page = try await send(desk, step, [(name, value)])
                        #expect(page.status < 500, "\(name)")
                        #expect(!page.text.contains("<script>alert") && !page.text.contains("onfocus=alert(1) x='\""))
                    }
                }
                for bytes in ["%FF", "%00"] {
                    let body = desk.encoded(Self.fields.filter { $0.0 != name } + [("csrf", desk.formToken)])
                    #expect(try await desk.post(Self.path, body: body + Array("&\(name)=\(bytes)".utf8)).status < 500)
                }
            }
        }
    }
}
