import Crypto
import Foundation

/// SHA-256 of bytes, lower-case hex: how a file is named in spans and manifests.
public func sha256Hex(_ bytes: some ContiguousBytes) -> String {
  bytes.withUnsafeBytes { SHA256.hash(data: $0) }.map { byte in
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
  }.joined()
}
