import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Validates every file against PDF/UA-1 and PDF/A-2a and prints each rule that fails, with how often. */
class Validate {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean comply = true;
    for (String file : files) {
      for (String name : new String[] {"ua1", "2a"}) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
            var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
          var result = validator.validate(parser);
          System.out.println(
              name + " " + (result.isCompliant() ? "complies" : "FAILS") + ", " + result.getTotalAssertions() + " assertions: " + file);
          Map<String, Integer> failed = new TreeMap<>();
          for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
            failed.merge(
                assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage(),
                1, Integer::sum);
          }
          failed.forEach((rule, count) -> System.out.println("  " + count + " × " + rule));
          comply &= result.isCompliant();
        }
      }
    }
    System.exit(comply ? 0 : 1);
  }
}
