/// What is read about why somebody is asked (R59): never a duty, no threat, and after the designation alone.
public enum Cooperation {
    public static func words(isDesignated: Bool) -> String {
        isDesignated
            ? "補助金を申請する診療・検査医療機関では、この入力が条件の一つになっています。ご協力をお願いします。"
            : "この報告は任意です。地域の医療を支えるために使います。ご協力をお願いします。"
    }
}
