import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A prefecture's list: sent, looked at, applied, taken back (R31 R40).
@Suite struct DesignationTests {
    @Test func `a list is shown before anything changes, applied once, and its IDs are handed on`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let before = try await hand.accounts()
            let address = try await hand.keep(
                DesignationHand.list(DesignationHand.wakaba, DesignationHand.aoba, DesignationHand.neighbour))
            let preview = try await hand.officer.get(address).text
            #expect(preview.contains("取り込む前の確認") && preview.contains("指定報告_0920.csv"))
            #expect(preview.contains("若葉医院") && preview.contains("青葉診療所") && preview.contains("3行を反映する"))
            #expect(preview.contains("IDを発行(メール 1、手紙 1)") && preview.contains("IDを3件発行します。"))
            let changed = try await hand.officer.get(address + "?show=changed").text
            #expect((preview + changed).contains("<del><bdi>見本台医師会</bdi></del>"))
            #expect((preview + changed).contains("<ins><bdi>自院</bdi></ins>") && !(preview + changed).contains("&lt;"))
            #expect(try await hand.accounts() == before)

            let applied = try await hand.officer.post(address + "/apply")
            #expect(applied.status == 303 && applied.location == address)
            let after = try await hand.accounts()
            // The neighbour has had no ID of its own: it reports itself from now on.
            #expect(after == before + 3)
            let page = try await hand.officer.get(address).text
            #expect(page.contains("に反映しました") && page.contains("発行したID") && page.contains("若葉医院"))
            #expect(try await hand.officer.get(address + "/issued.csv").text.contains("若葉医院"))
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-09-20")?.party == .itself)
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-09-19")?.party != .itself)

            let again = try await hand.officer.post(address + "/apply")
            #expect(again.status == 303 && again.location == address)
            #expect(try await hand.accounts() == after)
            #expect(try await hand.officer.get("/designations").text.contains("反映済み"))
        }
    }

    @Test func `rows at fault are told by row and column, nothing is applied, and the mended file takes its place`()
        async throws
    {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let faulty = DesignationHand.list(
                DesignationHand.wakaba.replacing("1600001", with: "16"), DesignationHand.aoba,
                DesignationHand.neighbour.replacing("自院,", with: "団体,A99999999"))
            let address = try await hand.keep(faulty)
            let page = try await hand.officer.get(address).text
            #expect(page.contains("2行に誤りがあります。まだ何も変えていません。"))
            #expect(page.contains(#"<bdi class="typed">16</bdi>"#) && !page.contains("&lt;"))
            #expect(page.contains("郵便番号") && page.contains("A99999999") && !page.contains("行を反映する"))
            let before = try await Contents(world.pool)
            let refused = try await hand.officer.post(address + "/apply")
            #expect(refused.status == 409 && refused.text.contains("まだ反映できません"))
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)

            let id = String(address.dropFirst("/designations/".count))
            let mended = try await hand.send(DesignationHand.list(DesignationHand.wakaba), instead: id)
            #expect(mended.status == 303 && mended.location != address)
            #expect(try await hand.officer.get(mended.location).text.contains("1行を反映する"))
            #expect(try await hand.officer.get(address).text.contains("取りやめ"))
            #expect(try await hand.officer.post(mended.location + "/discard").location == "/designations")
            #expect(try await hand.officer.post(mended.location + "/apply").location == mended.location)
            #expect(try await hand.officer.get(mended.location).text.contains("何も変えていません"))
        }
    }

    @Test func `a whole list ends what it leaves out only once the number is typed`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            _ = try await hand.officer.post(
                try await hand.keep(DesignationHand.list(DesignationHand.wakaba, DesignationHand.neighbour)) + "/apply")
            let answer = try await hand.send(
                DesignationHand.list(DesignationHand.aoba), scope: "whole", from: "2021-10-01")
            let address = answer.location
            let checking = try await hand.officer.get(address)
            #expect(checking["Refresh"] == "2" && checking.text.contains("登録と見くらべています"))
            #expect(try await hand.officer.post(address + "/apply").status == 409)
            try await hand.finish(address)
            let asked = try await hand.officer.get(address)
            #expect(asked["Refresh"] == nil && asked.text.contains("終了する件数を入力してください"))
            #expect(asked.text.contains("一覧になし") && !asked.text.contains("行を反映する"))
            for wrong in ["", "x", "1", "-2"] {
                let refused = try await hand.officer.post(address + "/ends", [("ends", wrong)])
                #expect(refused.status == 422 && refused.text.contains("終了するのは2件です"), "\(wrong)")
                #expect(refused.value(of: "ends") == wrong)
            }
            #expect(try await hand.officer.post(address + "/apply").status == 409)
            #expect(try await hand.officer.post(address + "/ends", [("ends", "２件")]).status == 303)
            #expect(try await hand.officer.get(address).text.contains("1行を反映する"))
            #expect(try await hand.officer.post(address + "/apply").status == 303)
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-09-30")?.designation?.consults == true)
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-10-01")?.designation?.consults != true)
        }
    }

    @Test func `a row that may be a known institution waits for the officer`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let double = ",診療・検査医療機関,病院,つむぎ野病院,1920001,八王子市見本町,0426000001,,診療と検査,,自院,,"
            let address = try await hand.keep(DesignationHand.list(double, DesignationHand.wakaba))
            let page = try await hand.officer.get(address).text
            #expect(page.contains("判断していただく行") && page.contains("ID F13000026"))
            #expect(!page.contains("行を反映する"))
            for wrong in ["", "F13000018", "<b>"] {
                let refused = try await hand.officer.post(address + "/rows/2", [("decision", wrong)])
                #expect(refused.status == 422 && refused.text.contains(#"id="row-2-e""#), "\(wrong)")
            }
            #expect(try await hand.officer.post(address + "/rows/99", [("decision", "new")]).status == 404)
            let decided = try await hand.officer.post(address + "/rows/2", [("decision", "F13000026")])
            #expect(decided.status == 303 && decided.location == address)
            #expect(try await hand.officer.get(address).text.contains("2行を反映する"))
        }
    }

    @Test func `an applied report is taken back from a day, and its IDs are put to rest`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let address = try await hand.keep(DesignationHand.list(DesignationHand.wakaba, DesignationHand.neighbour))
            #expect(try await hand.officer.get(address + "/take-back").location == address)
            _ = try await hand.officer.post(address + "/apply")
            let form = try await hand.officer.get(address + "/take-back")
            #expect(form.status == 200 && form.text.contains("取り消したことも、履歴に残ります"))
            let accounts = try await hand.accounts()
            for wrong in ["", "x", "2031-01-01", "2021-09-21"] {
                let refused = try await hand.officer.post(address + "/take-back", [("from", wrong)])
                #expect(refused.status == 422 && refused.value(of: "from") == wrong, "\(wrong)")
            }
            let answer = try await hand.officer.post(address + "/take-back", [("from", "2021-09-20")])
            #expect(answer.status == 303 && answer.location == address)
            #expect(try await hand.officer.get(address).text.contains("前の状態に戻っています"))
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-09-19")?.party != .itself)
            #expect(try await hand.known(TestWorld.neighbour, on: "2021-09-20")?.party != .itself)
            #expect(try await hand.accounts() == accounts)
            #expect(try await hand.officer.post(address + "/take-back", [("from", "2021-09-20")]).location == address)
        }
    }

    @Test func `another prefecture's report is not found, and its file is taken from no one else`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let address = try await hand.keep(DesignationHand.list(DesignationHand.wakaba))
            let other = try await world.visitor(.otherPrefecture)
            for path in ["", "/faults.xlsx", "/issued.csv", "/take-back"] {
                #expect(try await other.get(address + path).status == 404, "\(path)")
            }
            for path in ["/rows/2", "/ends", "/apply", "/discard", "/take-back"] {
                #expect(try await other.post(address + path, [("ends", "0"), ("decision", "new")]).status == 404)
            }
            #expect(try await hand.send(DesignationHand.list(DesignationHand.wakaba), by: world.stranger).status == 401)
            let hospital = try await world.visitor(.hospital)
            #expect(try await hand.send(DesignationHand.list(DesignationHand.wakaba), by: hospital).status == 404)
        }
    }
}
