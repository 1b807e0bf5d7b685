import Domain
import Testing

@testable import Web

@Suite struct HTMLTests {
    @Test func `text between tags and in attributes is escaped, markup of ours is not`() {
        let name = #"<b>"A" & 'B'</b>"#
        let html: HTML = #"<p title="\#(name)">\#(name)</p>"#
        let escaped = "&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt;"
        #expect(html.text == #"<p title="\#(escaped)">\#(escaped)</p>"#)
    }

    @Test(arguments: ["\u{301}", "\u{3099}", "\u{200D}", "\u{FE0F}", "\u{FE00}", "\u{E0100}", "\u{20E3}", "\u{1F3FB}"])
    func `a sign followed by a combining mark or a variation selector is escaped all the same`(mark: String) {
        for (sign, escaped) in [("\"", "&#34;"), ("'", "&#39;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")] {
            let html: HTML = "<i>\(sign + mark)</i>"
            #expect(html.text.utf8.elementsEqual("<i>\(escaped)\(mark)</i>".utf8))
        }
    }

    @Test func `no byte of text is lost or doubled`() {
        let text = "葛\u{E0100}飾区 \u{202E}abc\u{200F} 🏥 \u{7F}\u{85}\u{FFFF}"
        let html: HTML = "\(text)"
        #expect(html.bytes == Array(text.utf8))
    }

    @Test func `control characters become the replacement sign, tab and line feed stay`() {
        for code in UInt8(0)..<0x20 {
            let sign = String(decoding: [code], as: UTF8.self)
            let html: HTML = "\(sign)"
            #expect(html.text == (code == 9 || code == 10 ? sign : "\u{FFFD}"), "\(code)")
        }
    }

    @Test func `pieces nest without being escaped twice`() {
        let names = ["<", "\"\u{301}"]
        let none: HTML? = nil
        let some: HTML? = "<hr>"
        let list: HTML = "<ul>\(each: names, { "<li>\($0)</li>" })</ul>"
        let html: HTML = "\(list)\(none)\(some)\(12)\(if: true, "!")\(if: false, "?")"
        #expect(html.text == "<ul><li>&lt;</li><li>&#34;\u{301}</li></ul><hr>12!")
    }

    @Test func `an attribute is quoted and escaped, and absent without a text`() {
        let html: HTML = "<i\(attribute: "title", "\"\u{301} onfocus=x")\(attribute: "lang", nil)>"
        #expect(html.text == "<i title=\"&#34;\u{301} onfocus=x\">")
    }
}

@Suite struct LinksTests {
    private let day = Day(year: 2021, month: 1, day: 19) ?? Day(number: 0)

    @Test func `every path is the one of the map`() {
        let links = Links()
        #expect(links.reportForm("clinic-daily", day).text == "/reports/clinic-daily/2021-01-19/new")
        #expect(links.report("clinic-daily", day).text == "/reports/clinic-daily/2021-01-19")
        #expect(
            links.receipt("clinic-daily", day, revision: 2).text
                == "/reports/clinic-daily/2021-01-19/revisions/2/receipt")
        #expect(links.tallies("hospital-status", day).text == "/monitoring/hospital-status/2021-01-19")
        #expect(
            links.tallies("hospital-status", day, area: .municipality("372013")).text
                == "/monitoring/hospital-status/2021-01-19/municipality-372013")
        #expect(links.openDataCSV(day).text == "/open-data/2021-01-19/covid-19_daily_survey.csv")
        #expect(links.openDataZIP(day).text == "/open-data/2021-01-19/covid-19_daily_survey.zip")
        #expect(links.api().text == "/api/covid19DailySurvey")
        #expect(links.api(day).text == "/api/covid19DailySurvey/20210119")
        #expect(links.asset("js/report-form.js").text == "/assets/js/report-form.js")
        let others = [links.home, links.signIn, links.session, links.sessionEnd].map(\.text)
        #expect(others == ["/home", "/session/new", "/session", "/session/end"])
    }

    @Test func `a base path goes before every path`() {
        #expect(Links(base: "/gmis").home.text == "/gmis/home")
        #expect(Links(base: "/gmis").asset("css/site.css").text == "/gmis/assets/css/site.css")
    }

    @Test func `no part of an address becomes another path, a query or a script`() {
        let link = Link(["a/../b", "?x=1#y", "\"><script>", "葛"], query: [("q", "a&b=c d")])
        #expect(link.text == "/a%2F..%2Fb/%3Fx%3D1%23y/%22%3E%3Cscript%3E/%E8%91%9B?q=a%26b%3Dc%20d")
        let html: HTML = #"<a href="\#(link)">"#
        #expect(!html.text.contains("<script"))
        #expect(Link.phone("javascript:0570-000-872;ext=1").text == "tel:0570-000-8721")
    }
}
