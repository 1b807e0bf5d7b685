/// The kind of an institution (種別); a dated fact.
public enum FacilityKind: String, Sendable, CaseIterable {
    /// 20 beds or more.
    case hospital
    case clinic
    /// PCRセンター、地域外来・検査センター.
    case testCentre

    public var label: String {
        switch self {
        case .hospital: "病院"
        case .clinic: "診療所"
        case .testCentre: "検査センター"
        }
    }
}
