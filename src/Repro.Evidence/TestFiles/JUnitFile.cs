using System.Xml;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;

namespace Repro.Evidence.TestFiles;

/// <summary>A run's verdicts as JUnit XML, which CI systems read: one test a claim, a suite for each paper and family. No name of a machine or person, no time but the run's.</summary>
public static class JUnitFile
{
    /// <summary>The file's text.</summary>
    /// <param name="document">The run's answers.</param>
    /// <param name="claimOf">The claim of an id.</param>
    public static string Write(ClaimsDocument document, Func<string, Claim> claimOf) => XmlText.Write(xml =>
    {
        var suites = ClaimTest.Of(document, claimOf);
        xml.WriteStartElement("testsuites");
        Totals(xml, document.Run, [.. suites.SelectMany(suite => suite)]);
        foreach (var suite in suites)
        {
            xml.WriteStartElement("testsuite");
            Totals(xml, suite.Key, [.. suite]);
            xml.WriteAttributeString("timestamp", document.Finished.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
            foreach (var test in suite) Test(xml, test);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static void Totals(XmlWriter xml, string name, IReadOnlyList<ClaimTest> tests)
    {
        xml.WriteAttributeString("name", XmlText.Clean(name));
        xml.WriteAttributeString("tests", XmlConvert.ToString(tests.Count));
        xml.WriteAttributeString("failures", XmlConvert.ToString(tests.Count(test => test.Failed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", XmlConvert.ToString(tests.Count(test => test.Skipped)));
        xml.WriteAttributeString("time", "0");
    }

    private static void Test(XmlWriter xml, ClaimTest test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", test.ClassName);
        xml.WriteAttributeString("name", XmlText.Clean(test.Name));
        xml.WriteAttributeString("time", "0");
        if (test.Failed || test.Skipped)
        {
            xml.WriteStartElement(test.Failed ? "failure" : "skipped");
            xml.WriteAttributeString("message", XmlText.Clean(test.Message));
            if (test.Failed) xml.WriteAttributeString("type", "verdict");
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", XmlText.Clean(test.Output));
        xml.WriteEndElement();
    }
}
