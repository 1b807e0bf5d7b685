/// What a designation report tells of an institution beside what is asked of it; a dated fact.
public struct DirectoryEntry: Sendable, Hashable {
    /// 医療機関名カナ
    public var kana: String
    /// 管轄保健所, as the report names it (R36).
    public var healthCentre: String
    /// Its telephone number, as told.
    public var healthCentrePhone: String
    /// 備考
    public var remarks: String

    public init(
        kana: String = "", healthCentre: String = "", healthCentrePhone: String = "", remarks: String = ""
    ) {
        self.kana = kana
        self.healthCentre = healthCentre
        self.healthCentrePhone = healthCentrePhone
        self.remarks = remarks
    }
}
