using System.Text.RegularExpressions;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>One thing that the endpoint must do, in one file: what is given, what happens, what then is expected.</summary>
/// <param name="title">The rule in one sentence.</param>
/// <param name="messages">What it sends and looks at: a mutant of another message can't change its result.</param>
public abstract partial class Scenario(string title, params string[] messages)
{
    public string Title => title;

    public IReadOnlyList<string> Messages => messages;

    /// <summary>Such as <c>Status machine</c>: the folder of the file.</summary>
    public string Group => Folder == "PostBack" ? "PostBack" : Words(Folder, " ");

    /// <summary>Stable, for reports and <c>--only</c>: <c>cancel/unknown-id-is-refused</c>.</summary>
    public string Id => $"{Words(Folder, "-")}/{Words(GetType().Name, "-")}".ToLowerInvariant();

    /// <summary>Played at the end of its group, because what it does may slow down those after it.</summary>
    public virtual bool IsLast => false;

    public abstract Task Play(Given given, When when, Then then);

    private string Folder => GetType().Namespace!.Split('.')[^1];

    private static string Words(string name, string separator) =>
        WordStart().Replace(name, match => separator + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z](?![A-Z])|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex WordStart();
}
