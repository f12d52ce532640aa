import MingzhangModel

extension Companions {
  /// Puts what was found near a disclosure where it belongs. Only names decide: the same department and a fitting scope, year and
  /// kind, or a unit that the department names. What two files could be is none of them. What is given already stays.
  public mutating func take(_ found: [Disclosure], beside disclosure: Disclosure) {
    let pairing = Pairing(disclosure)
    previous = previous ?? pairing.only(found.filter(pairing.isPrevious))
    budget = budget ?? pairing.only(found.filter(pairing.isBudget))
    counterpart = counterpart ?? pairing.only(found.filter(pairing.isCounterpart))
    guard units.isEmpty else { return }
    units = pairing.units(among: found)
    areUnitsAll = pairing.areAll(units)
  }
}

/// What another disclosure is to one, by their names.
struct Pairing {
  private let disclosure: Disclosure
  private let own: Publisher
  private let list: UnitList

  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    own = Publisher(disclosure)
    list = UnitList(of: disclosure)
  }

  func isPrevious(_ other: Disclosure) -> Bool {
    isOfYear(-1, other) && other.kind == disclosure.kind && isSamePublisher(other)
  }

  func isBudget(_ other: Disclosure) -> Bool {
    disclosure.kind == .final && other.kind == .budget && isOfYear(0, other) && isSamePublisher(other)
  }

  func isCounterpart(_ other: Disclosure) -> Bool {
    isOfYear(0, other) && isSamePublisher(other) && disclosure.joined(with: other) != nil
  }

  /// The department's own office under the department's name, or a unit that its book names.
  func isUnit(_ other: Disclosure) -> Bool {
    guard own.scope == .department, other.kind == disclosure.kind, isOfYear(0, other),
      disclosure.nature == .departmentBook, other.nature == .departmentBook
    else { return false }
    let unit = Publisher(other)
    return isOffice(unit) || (unit.name != own.name && list.has(other.entity))
  }

  /// The one that is meant; nil when there is none, or several.
  func only(_ candidates: [Disclosure]) -> Disclosure? {
    let unlike = differing(candidates)
    guard unlike.count > 1 else { return unlike.first }
    let ofScope = unlike.filter { Publisher($0).scope == own.scope }
    return ofScope.count == 1 ? ofScope[0] : nil
  }

  /// A unit of which there are several books is left out.
  func units(among found: [Disclosure]) -> [Disclosure] {
    let units = differing(found.filter(isUnit))
    let names = units.map { Publisher($0).name }
    return zip(units, names).filter { unit, name in names.count { $0 == name } == 1 }.map(\.0)
  }

  /// Whether `units` are the department's office and every unit that it names.
  func areAll(_ units: [Disclosure]) -> Bool {
    list.isWhole && units.contains { isOffice(Publisher($0)) }
      && list.names.allSatisfy { name in
        units.contains { !Publisher.forms($0.entity).isDisjoint(with: Publisher.forms(name)) }
      }
  }

  private func isOffice(_ unit: Publisher) -> Bool { unit.scope == .unit && unit.name == own.name && !own.name.isEmpty }

  private func isSamePublisher(_ other: Disclosure) -> Bool {
    let publisher = Publisher(other)
    return !own.name.isEmpty && publisher.name == own.name && publisher.mayBeOfScope(own)
  }

  private func isOfYear(_ later: Int, _ other: Disclosure) -> Bool {
    guard let year = disclosure.fiscalYear, let otherYear = other.fiscalYear else { return false }
    return otherYear == year + later
  }

  /// One file under two names is one.
  private func differing(_ all: [Disclosure]) -> [Disclosure] {
    var seen = Set<String>()
    return all.filter { $0.source.map { seen.insert($0.sha256).inserted } ?? true }
  }
}

extension Companions {
  /// As a report tells them.
  func listed(beside disclosure: Disclosure) -> [StandingBeside] {
    func one(_ role: StandingBeside.Role, _ other: Disclosure) -> StandingBeside {
      StandingBeside(
        role: role, file: other.source?.name ?? "", entity: other.name(inside: disclosure), fiscalYear: other.fiscalYear
      )
    }
    let single: [(StandingBeside.Role, Disclosure?)] = [
      (.previous, previous), (.budget, budget), (.counterpart, counterpart),
    ]
    return single.compactMap { role, other in other.map { one(role, $0) } } + units.map { one(.unit, $0) }
  }
}

extension Disclosure {
  /// The name of a unit beside its department: the department's own office is told from it.
  func name(inside department: Disclosure) -> String {
    let isOffice = entity == department.entity && Publisher(self).scope == .unit && Publisher(department).scope != .unit
    return isOffice ? entity + "（本级）" : entity
  }
}

extension Companions {
  /// Names of the files that stand beside the one under check, by their digests.
  var fileNames: [String: String] {
    let others = [previous, budget, counterpart].compactMap(\.self) + units
    let files = others.compactMap(\.source).flatMap { $0.parts ?? [$0] }
    return Dictionary(files.map { ($0.sha256, $0.name) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Finding {
  /// What stands in another file is told with that file's name and without its box: no picture of this file's pages shows it.
  func naming(_ files: [String: String]) -> Finding {
    guard !files.isEmpty else { return self }
    var finding = self
    finding.evidence = evidence.map { $0.naming(files) }
    finding.symptoms = symptoms.map { symptom in
      var symptom = symptom
      symptom.evidence = symptom.evidence.map { $0.naming(files) }
      return symptom
    }
    return finding
  }
}

extension Evidence {
  fileprivate func naming(_ files: [String: String]) -> Evidence {
    guard let file = span?.file, let name = files[file] else { return self }
    var evidence = self
    evidence.label = "\(name)：\(label)"
    evidence.span?.box = nil
    return evidence
  }
}
