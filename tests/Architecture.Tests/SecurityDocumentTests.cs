using System.Globalization;
using System.Text.RegularExpressions;

namespace GroundTransport.Architecture.Tests;

/// <summary>The document of the promises names tests that exist.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Every_check_is_proved_by_tests_that_exist()
    {
        var tests = SourceTree.Files("tests").ToLookup(file => Path.GetFileNameWithoutExtension(file), SourceTree.Read);
        var checks = Check().Matches(SourceTree.Read("docs/security.md")).ToList();

        Assert.Equal(
            Enumerable.Range(1, 20),
            checks.Select(check => int.Parse(check.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)));
        foreach (var check in checks)
        {
            var named = Test().Matches(check.Groups["tests"].Value).ToList();
            Assert.NotEmpty(named);
            Assert.All(named, test => Assert.True(
                tests[test.Groups["class"].Value].Any(file => file.Contains($" {test.Groups["method"].Value}(", StringComparison.Ordinal)),
                $"Check {check.Groups["number"].Value} names {test.Value}, which doesn't exist"));
        }
    }

    [GeneratedRegex(@"^\| (?<number>[0-9]+) \|.*\|(?<tests>[^|]+)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Check();

    [GeneratedRegex("`(?<class>[A-Za-z]+Tests)\\.(?<method>[A-Za-z0-9_]+)`")]
    private static partial Regex Test();
}
