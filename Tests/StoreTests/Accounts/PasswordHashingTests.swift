import Domain
import Store
import Testing

/// Password hashes on threads of their own.
struct PasswordHashingTests {
    @Test func `a password fits its own hash and no other`() async throws {
        let hashing = try PasswordHashing()
        let hash = try await hashing.hash("Aa345678")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hashing.verify("Aa345678", against: hash))
        for wrong in ["aa345678", "Aa34567", "Aa3456789", "", "Aa345678\u{0}"] {
            #expect(try await !hashing.verify(wrong, against: hash))
        }
        #expect(try await hashing.hash("Aa345678") != hash)
    }

    @Test(arguments: ["", "x", "$argon2id$", "Aa345678"])
    func `what is no hash fits nothing`(text: String) async throws {
        let hashing = try PasswordHashing(threads: 1)
        #expect(try await !hashing.verify("Aa345678", against: text))
    }

    @Test func `without a hash the answer is no, whatever was typed`() async throws {
        let hashing = try PasswordHashing()
        for typed in ["decoy", "", "Aa345678"] { #expect(try await !hashing.verify(typed, against: nil)) }
    }

    /// Whoever asks with unknown IDs waits in the same line: it fills for them as for the others.
    @Test func `an unknown ID costs a hash`() async throws {
        let hashing = try PasswordHashing(threads: 1, mostWaiting: 2)
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        if try await hashing.verify("Aa345678", against: nil) { Issue.record("let in") }
                        return false
                    } catch Problem.busy {
                        return true
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused > 0)
        #expect(refused <= 10)
        // The line is empty again.
        #expect(try await !hashing.verify("Aa345678", against: nil))
    }

    /// Two passes over 19 MiB take no machine less; a busy one only takes longer.
    @Test func `an unknown ID takes the time of a hash`() async throws {
        let hashing = try PasswordHashing(threads: 1)
        for _ in 0..<5 {
            let start = ContinuousClock.now
            _ = try await hashing.verify("Bb345678", against: nil)
            #expect(start.duration(to: .now) > .milliseconds(3))
        }
    }
}
