import Crypto
import CryptoExtras
import Foundation

/// Passwords as salted scrypt: `scrypt$32768$8$1$<salt>$<key>`, base64. 32 MB and about 0.1 s for every try.
enum Passwords {
  static let rounds = 32_768
  static let blockSize = 8
  /// At least; long pass phrases are better than odd characters.
  static let minimumLength = 10

  static func hash(_ password: String) throws -> String {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    let key = try derive(password, salt, rounds: rounds, blockSize: blockSize, parallelism: 1)
    return "scrypt$\(rounds)$\(blockSize)$1$\(salt.base64EncodedString())$\(key.base64EncodedString())"
  }

  /// Whether `password` is the one of `hash`. A login that does not exist is tried against `nobody`, so that both take as long.
  static func matches(_ password: String, _ hash: String) -> Bool {
    let parts = hash.split(separator: "$").map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let size = Int(parts[2]),
      let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4]),
      let key = Data(base64Encoded: parts[5]),
      let derived = try? derive(password, salt, rounds: rounds, blockSize: size, parallelism: parallelism)
    else { return false }
    return equalInConstantTime(derived, key)
  }

  static let nobody = "scrypt$32768$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  private static func derive(
    _ password: String, _ salt: Data, rounds: Int, blockSize: Int, parallelism: Int
  ) throws -> Data {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism, maxMemory: 128 * rounds * blockSize * 2)
    return key.withUnsafeBytes { Data($0) }
  }
}

/// Compares without telling by its duration where the difference is.
func equalInConstantTime(_ a: Data, _ b: Data) -> Bool {
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

/// Secrets that cannot be guessed: cookies and the tokens of forms.
enum Tokens {
  /// 256 random bits, for an address or a cookie.
  static func fresh() -> String {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// What the store keeps of a cookie.
  static func digest(_ token: String) -> String {
    SHA256.hash(data: Data(token.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Tokens {
  /// A password to be told to somebody: 20 letters and digits without those that look alike, about 115 bits.
  static func word() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var generator = SystemRandomNumberGenerator()
    return String((0..<20).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
  }
}
