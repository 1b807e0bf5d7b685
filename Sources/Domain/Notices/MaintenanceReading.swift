/// Reads a window as it was typed.
extension TypedMaintenance {
    /// - Parameter former: the window that is changed, as it stands; nil for a new one. What has begun keeps its beginning.
    /// - Throws: `Problem.invalid` with everything that is to be put right.
    public func read(at now: Instant, changing former: MaintenanceWindow? = nil) throws(Problem) -> MaintenancePlan {
        var faults = Faults()
        let start = start(at: now, former, &faults)
        let end = end(at: now, after: start, &faults)
        let announced = announced(at: now, before: start, former, &faults)
        let reason = reasonText(&faults)
        guard faults.problems.isEmpty, let start, let end, let announced else { throw .invalid(faults.problems) }
        return MaintenancePlan(
            startsAt: start, endsAt: end, announcedFrom: announced, reason: reason, byMail: byMail)
    }

    private struct Faults {
        var problems: [FieldProblem] = []

        mutating func refuse(_ field: Field, _ sentence: String) {
            problems.append(FieldProblem(field: field.rawValue, label: field.label, sentence: sentence))
        }
    }

    private func start(at now: Instant, _ former: MaintenanceWindow?, _ faults: inout Faults) -> Instant? {
        if let former, former.startsAt <= now { return former.startsAt }
        if startsNow { return now }
        guard let instant = instant(.from, from, &faults) else { return nil }
        if instant <= now {
            faults.refuse(.from, "「はじまり」は、いま(\(now.words))より後にしてください。すぐにはじめるときは「いますぐはじめる」に印をつけてください。")
        } else if now.adding(seconds: MaintenanceWindow.farthestDays * 86_400) < instant {
            faults.refuse(.from, "「はじまり」は、1年以内の日時にしてください。")
        }
        return instant
    }

    private func end(at now: Instant, after start: Instant?, _ faults: inout Faults) -> Instant? {
        guard let instant = instant(.until, until, &faults) else { return nil }
        if instant <= max(now, start ?? now) {
            faults.refuse(.until, "「おわり」は、はじまりといまの時刻より後にしてください。")
        } else if let start, start.adding(seconds: MaintenanceWindow.longestDays * 86_400) < instant {
            faults.refuse(.until, "1回のメンテナンスは\(MaintenanceWindow.longestDays)日までです。「おわり」を早くしてください。")
        }
        return instant
    }

    private func announced(
        at now: Instant, before start: Instant?, _ former: MaintenanceWindow?, _ faults: inout Faults
    ) -> Instant? {
        if startsNow, former == nil { return now }
        if Typed.trimmed(announcedFrom).isEmpty { return former?.announcedFrom ?? now }
        // Shown to the minute: left as it was it is the same instant.
        if let former, former.announcedFrom.wallText == announcedFrom, start.map({ former.announcedFrom <= $0 }) ?? true
        {
            return former.announcedFrom
        }
        guard let instant = instant(.announcedFrom, announcedFrom, &faults) else { return nil }
        if let start, start < instant {
            faults.refuse(.announcedFrom, "「知らせはじめる日時」は、はじまりより前にしてください。空のままなら、いまから知らせます。")
        }
        return instant
    }

    private func reasonText(_ faults: inout Faults) -> String {
        let text = Typed.trimmed(reason)
        if text.isEmpty {
            faults.refuse(.reason, "「理由」を入力してください。画面を見る方が読みます。")
        } else if text.utf8.contains(0x0A) || text.utf8.contains(0x0D) {
            faults.refuse(.reason, "「理由」は1行で入力してください。")
        } else if let objection = Typed.objection(to: text, limit: MaintenanceWindow.longestReason) {
            faults.refuse(.reason, objection)
        }
        return text
    }

    private func instant(_ field: Field, _ typed: String, _ faults: inout Faults) -> Instant? {
        if Typed.trimmed(typed).isEmpty {
            faults.refuse(field, "「\(field.label)」の日付と時刻を入力してください。")
            return nil
        }
        guard let instant = Instant(wall: typed) else {
            faults.refuse(field, "「\(field.label)」は、「2021-01-20T22:00」のように、日付と時刻を入力してください。")
            return nil
        }
        return instant
    }
}
