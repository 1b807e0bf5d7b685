import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// The help desk writes notices, looks at them as readers will, publishes and ends them (R21).
struct WrittenNoticeTests {
    private static let path = "/help-desk/notices"
    private static let fields = [
        ("title", "年末の受付"), ("body", "28日までです。\n\n<b>ご協力</b>をお願いします。"), ("from", "2021-09-20T10:00"),
        ("until", "2021-10-04T10:00"), ("audience", "everybody"), ("prefecture", ""),
    ]

    private func send(_ visitor: Visitor, _ step: String, _ more: [(String, String)] = []) async throws -> Page {
        let names = Set(more.map(\.0))
        return try await visitor.post(
            Self.path, Self.fields.filter { !names.contains($0.0) } + more + [("step", step)])
    }

    private func count(_ world: WebWorld) async throws -> Int {
        try await world.pool.read { try $0.query("SELECT count(*) AS n FROM notice").first?.int("n") ?? 0 } - 1
    }

    @Test func `a new one is filled in with the next two weeks`() async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .helpDesk, Self.path + "/new")
            #expect(page.value(of: "from") == "2021-09-20T10:00")
            #expect(page.value(of: "until") == "2021-10-04T10:00")
        }
    }

    @Test func `it is looked at before it is published, and then published once`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let preview = try await send(desk, "preview")
            #expect(preview.status == 200)
            #expect(preview.text.contains("<p>&lt;b&gt;ご協力&lt;/b&gt;をお願いします。</p>"))
            #expect(try await count(world) == 0)
            #expect(try await !world.stranger.get("/session/new").text.contains("年末の受付"))
            let id = try #require(preview.value(of: "notice"))
            for _ in 0..<2 {
                let answer = try await send(desk, "publish", [("notice", id)])
                #expect(answer.location == "\(Self.path)/\(id)")
            }
            #expect(try await count(world) == 1)
            #expect(try await world.stranger.get("/session/new").text.contains("年末の受付"))
            let page = try await desk.get("\(Self.path)/\(id)")
            #expect(page.text.contains("掲載中") && page.text.contains("送りません"))
        }
    }

    @Test func `from the preview one goes back to what was typed`() async throws {
        try await WebWorld.run { world in
            let page = try await send(try await world.visitor(.helpDesk), "edit", [("byMail", "1")])
            #expect(page.value(of: "title") == "年末の受付")
            #expect(page.text.contains("value=\"1\" checked"))
            #expect(page.text.contains("28日までです。\n\n&lt;b&gt;"))
        }
    }

    @Test func `what is wrong is told at its field, and what was typed stays`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let page = try await send(
                desk, "publish", [("title", ""), ("until", "きのう"), ("notice", NoticeStore.newId())])
            #expect(page.status == 422)
            for piece in ["2か所を直してください", "href=\"#title\"", "id=\"until-e\"", "value=\"きのう\""] {
                #expect(page.text.contains(piece), "\(piece)")
            }
            #expect(try await count(world) == 0)
            #expect(try await send(desk, "publish", [("notice", "n-1")]).status == 400)
        }
    }

    @Test func `with too old a page nothing is published and nothing typed is lost`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let body = desk.encoded(
                Self.fields + [("step", "publish"), ("notice", NoticeStore.newId()), ("csrf", "0")])
            let page = try await desk.post(Self.path, body: body)
            #expect(page.status == 403)
            #expect(page.value(of: "title") == "年末の受付")
            #expect(try await count(world) == 0)
        }
    }

    @Test func `ended it is gone for readers at once, and its text begins a new one`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let id = try #require(try await send(desk, "preview").value(of: "notice"))
            _ = try await send(desk, "publish", [("notice", id)])
            #expect(try await world.stranger.get("/notices/\(id)").status == 200)
            #expect(try await desk.post("\(Self.path)/\(id)/end").location == "\(Self.path)/\(id)")
            #expect(try await world.stranger.get("/notices/\(id)").status == 404)
            let page = try await desk.get("\(Self.path)/\(id)")
            #expect(page.text.contains("途中で終了") && !page.text.contains("掲載を終える</button>"))
            let form = try await desk.get("\(Self.path)/new?after=\(id)")
            #expect(form.value(of: "title") == "年末の受付")
            #expect(try await desk.get("\(Self.path)/new?after=none").status == 200)
            #expect(try await desk.post("\(Self.path)/n-000000000000000000000009/end").status == 404)
        }
    }

    @Test func `hostile text in any field is refused or shown harmless`() async throws {
        let values = [
            "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='",
            "</textarea><script>alert(1)</script>", String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}",
        ]
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let names = Self.fields.map(\.0) + ["step", "notice", "byMail"]
            for name in names {
                for step in ["preview", "edit", "publish"] {
                    for value in values {
                        let page = try await send(desk, step, [(name, value)])
                        #expect(page.status < 500, "\(name)")
                        for tag in ["<script>alert", "</textarea><s", "onfocus=alert(1) x='\""] {
                            #expect(!page.text.contains(tag), "\(name)")
                        }
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
