using System.Globalization;
using System.Xml;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;
using Repro.Evidence.Files;

namespace Repro.Evidence.TestFiles;

/// <summary>A run's verdicts as a Visual Studio test result file: one test a claim. Ids follow from the run and the claim; no name of a machine or person, no time but the run's.</summary>
public static class TrxFile
{
    private const string Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private const string UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b"; // the type that readers of the format know as a unit test
    private const string AllLists = "19431567-8539-422a-85d7-44ee4e166bda"; // the list of all results

    /// <summary>The file's text.</summary>
    /// <param name="document">The run's answers.</param>
    /// <param name="claimOf">The claim of an id.</param>
    public static string Write(ClaimsDocument document, Func<string, Claim> claimOf) => XmlText.Write(xml =>
    {
        List<ClaimTest> tests = [.. ClaimTest.Of(document, claimOf).SelectMany(suite => suite)];
        xml.WriteStartElement("TestRun", Schema);
        Attributes(xml, ("id", Id(document.Run)), ("name", XmlText.Clean(document.Run)));
        Element(xml, "Times", ("creation", Time(document.Started)), ("queuing", Time(document.Started)), ("start", Time(document.Started)), ("finish", Time(document.Finished)));
        xml.WriteStartElement("Results", Schema);
        foreach (var test in tests) Result(xml, document, test);
        xml.WriteEndElement();
        xml.WriteStartElement("TestDefinitions", Schema);
        foreach (var test in tests) Definition(xml, document, test);
        xml.WriteEndElement();
        xml.WriteStartElement("TestEntries", Schema);
        foreach (var test in tests) Element(xml, "TestEntry", ("testId", Id(document.Run, test.Result.Id, "test")), ("executionId", Id(document.Run, test.Result.Id, "execution")), ("testListId", AllLists));
        xml.WriteEndElement();
        xml.WriteStartElement("TestLists", Schema);
        Element(xml, "TestList", ("name", "All Loaded Results"), ("id", AllLists));
        xml.WriteEndElement();
        Summary(xml, tests);
        xml.WriteEndElement();
    });

    private static void Result(XmlWriter xml, ClaimsDocument document, ClaimTest test)
    {
        xml.WriteStartElement("UnitTestResult", Schema);
        Attributes(
            xml,
            ("executionId", Id(document.Run, test.Result.Id, "execution")),
            ("testId", Id(document.Run, test.Result.Id, "test")),
            ("testName", XmlText.Clean(test.Name)),
            ("computerName", "any"),
            ("duration", "00:00:00"),
            ("startTime", Time(document.Started)),
            ("endTime", Time(document.Finished)),
            ("testType", UnitTest),
            ("outcome", test.Failed ? "Failed" : test.Skipped ? "NotExecuted" : "Passed"),
            ("testListId", AllLists));
        xml.WriteStartElement("Output", Schema);
        xml.WriteElementString("StdOut", Schema, XmlText.Clean(test.Output));
        if (test.Failed || test.Skipped)
        {
            xml.WriteStartElement("ErrorInfo", Schema);
            xml.WriteElementString("Message", Schema, XmlText.Clean(test.Message));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Definition(XmlWriter xml, ClaimsDocument document, ClaimTest test)
    {
        xml.WriteStartElement("UnitTest", Schema);
        Attributes(xml, ("name", XmlText.Clean(test.Name)), ("storage", "claims"), ("id", Id(document.Run, test.Result.Id, "test")));
        xml.WriteStartElement("TestCategory", Schema);
        Element(xml, "TestCategoryItem", ("TestCategory", XmlText.Clean(test.Suite)));
        xml.WriteEndElement();
        Element(xml, "Execution", ("id", Id(document.Run, test.Result.Id, "execution")));
        Element(xml, "TestMethod", ("codeBase", "claims"), ("className", test.ClassName), ("name", XmlText.Clean(test.Name)));
        xml.WriteEndElement();
    }

    private static void Summary(XmlWriter xml, IReadOnlyList<ClaimTest> tests)
    {
        int failed = tests.Count(test => test.Failed), skipped = tests.Count(test => test.Skipped);
        xml.WriteStartElement("ResultSummary", Schema);
        xml.WriteAttributeString("outcome", failed > 0 ? "Failed" : "Completed");
        Element(
            xml,
            "Counters",
            ("total", Count(tests.Count)), ("executed", Count(tests.Count - skipped)), ("passed", Count(tests.Count - skipped - failed)), ("failed", Count(failed)),
            ("error", "0"), ("timeout", "0"), ("aborted", "0"), ("inconclusive", "0"), ("passedButRunAborted", "0"), ("notRunnable", "0"), ("notExecuted", Count(skipped)),
            ("disconnected", "0"), ("warning", "0"), ("completed", "0"), ("inProgress", "0"), ("pending", "0"));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name, Schema);
        Attributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }

    private static string Id(params string[] parts) => new Guid(Convert.FromHexString(Sha256.OfText(string.Join(' ', parts))).AsSpan(0, 16)).ToString();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
