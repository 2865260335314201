using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>One wrong thing that a proxy does to each message of a kind.</summary>
/// <param name="Message">One of the protocol's messages: the mutant runs only the scenarios of it.</param>
/// <param name="Element">What becomes wrong, as the checks name it: a scenario about it must notice.</param>
/// <param name="What">In words, for the table.</param>
public sealed record Mutation(string Message, string Element, string What, Action<TamperedMessage> Apply)
{
    /// <summary>The proxy calls the endpoint with the right credentials, whatever it was given.</summary>
    public bool AcceptsAnyCredentials { get; init; }

    public string Name => $"{Message}: {What}";

    /// <summary>The expectation names what this mutation broke, or a part of it. Advice proves nothing.</summary>
    public bool IsNoticedBy(Expectation expectation) => expectation is { Failed: true, Basis: not Basis.Advice }
        && (expectation.Check.Element == Element || expectation.Check.Element.StartsWith($"{Element}/", StringComparison.Ordinal));
}
