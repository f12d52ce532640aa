/// Numbers that look random and are the same on every machine: each is a function of the seed and of what it is for, so that no
/// number depends on the order in which they are asked for.
struct SampleNumbers: Hashable, Sendable {
  private let state: UInt64

  init(seed: UInt64) { state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }
  private init(state: UInt64) { self.state = state }

  /// The numbers of something below this: of a department, of a year.
  func of(_ label: String) -> SampleNumbers {
    // FNV-1a, then mixed: no hash of the standard library, which differs from run to run
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return SampleNumbers(state: Self.mixed(state ^ hash))
  }

  func of(_ number: Int) -> SampleNumbers { of(String(number)) }

  /// A number in the range.
  func size(_ label: String, in range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int64(of(label).state % width)
  }

  func number(_ label: String, in range: ClosedRange<Int>) -> Int {
    Int(size(label, in: Int64(range.lowerBound)...Int64(range.upperBound)))
  }

  /// True `percent` times in a hundred.
  func happens(_ label: String, percent: Int) -> Bool { number(label, in: 1...100) <= percent }

  func choice<Element>(_ label: String, _ elements: [Element]) -> Element {
    elements[number(label, in: 0...(elements.count - 1))]
  }

  /// SplitMix64 of Steele, Lea and Flood (2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
