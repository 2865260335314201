namespace GroundTransport.Architecture.Tests;

/// <summary>Code in the documents is code that runs.</summary>
public sealed class DocumentedCodeTests
{
    [Fact]
    public void Verification_in_CSharp_is_the_simulators()
    {
        var documented = Lines(Block(SourceTree.Read("docs/webhooks.md"), "csharp"));

        Assert.Contains(documented, Lines(SourceTree.Read("tools/ConcurSimulator/Webhooks/WebhookSignature.cs")), StringComparison.Ordinal);
    }

    /// <summary>The first block in a language.</summary>
    private static string Block(string document, string language)
    {
        var start = document.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return document[start..document.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    /// <summary>Without indentation and documentation comments.</summary>
    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("///", StringComparison.Ordinal)));
}
