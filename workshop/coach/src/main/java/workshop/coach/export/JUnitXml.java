package workshop.coach.export;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workshop.grading.ExerciseResult;
import workshop.grading.TestResult;

/** JUnit's XML: a suite for each exercise, and its tests. Points are among the properties. */
final class JUnitXml {

    private JUnitXml() {}

    static String document(ExportedScore report) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (var step : report.steps()) {
                for (var exercise : step.result().exercises()) {
                    suite(xml, report, step, exercise);
                }
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        return text + "\n";
    }

    private static void suite(
            XMLStreamWriter xml,
            ExportedScore report,
            ExportedScore.Step step,
            ExerciseResult exercise)
            throws XMLStreamException {
        var tests = exercise.tests();
        var red = tests.stream().filter(test -> !test.green()).count();
        xml.writeStartElement("testsuite");
        attribute(xml, "name", exercise.id() + " " + exercise.title());
        attribute(xml, "tests", "" + tests.size());
        attribute(xml, "failures", "" + red);
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", "0");
        attribute(xml, "time", seconds(tests.stream().mapToDouble(TestResult::seconds).sum()));
        attribute(xml, "timestamp", report.origin().time().toString().replace("Z", ""));
        xml.writeStartElement("properties");
        property(xml, "earned", "" + report.earned(exercise));
        property(xml, "points", "" + exercise.points());
        for (var fact : Form.origin(report).entrySet()) {
            property(xml, fact.getKey(), fact.getValue().toString());
        }
        xml.writeEndElement();
        for (var test : tests) {
            testCase(xml, step, exercise, test);
        }
        xml.writeEndElement();
    }

    private static void testCase(
            XMLStreamWriter xml, ExportedScore.Step step, ExerciseResult exercise, TestResult test)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", test.name());
        attribute(xml, "classname", exercise.testClass());
        attribute(xml, "time", seconds(test.seconds()));
        if (!test.green()) {
            var said = step.compileErrors().isEmpty() ? test.message() : step.said(exercise);
            var legal = legal(said == null ? test.status().name() : said);
            xml.writeStartElement("failure");
            attribute(xml, "message", legal.lines().findFirst().orElse(""));
            attribute(xml, "type", test.status().name());
            xml.writeCharacters(legal);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** XML has no form for some characters, which a failure may well quote. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> isLegal(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
