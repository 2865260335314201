using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;

namespace ConcurSimulator.Certification.Runs;

/// <summary>How a scenario ended.</summary>
public enum Verdict
{
    Passed,

    /// <summary>A documented expectation wasn't met.</summary>
    Failed,

    /// <summary>It lacked something; never counted as passed.</summary>
    NotTested,
}

/// <summary>What a scenario found.</summary>
/// <param name="Reason">Why it wasn't tested, or not to the end; empty otherwise.</param>
public sealed record ScenarioResult(
    Scenario Scenario, string Reason, IReadOnlyList<Expectation> Expectations, IReadOnlyList<Exchange> Exchanges, TimeSpan Elapsed)
{
    public Verdict Verdict =>
        Expectations.Any(expectation => expectation.IsFault) ? Verdict.Failed
        : Reason.Length > 0 || Expectations.Count == 0 ? Verdict.NotTested
        : Verdict.Passed;

    public IEnumerable<Expectation> Faults => Expectations.Where(expectation => expectation.IsFault);

    /// <summary>Readings and advice that weren't followed.</summary>
    public IEnumerable<Expectation> Remarks => Expectations.Where(expectation => expectation is { Failed: true, IsFault: false });
}

/// <summary>A reservation of the run that isn't cancelled at its end.</summary>
/// <param name="Status">Empty if it can't be read.</param>
public sealed record Leftover(string ReservationId, string Status);

/// <summary>What a run found.</summary>
/// <param name="Endpoint">The address that was certified.</param>
public sealed record CertificationResult(
    Uri Endpoint, string Profile, DateTimeOffset StartedAt, TimeSpan Elapsed, IReadOnlyList<ScenarioResult> Scenarios,
    IReadOnlyList<Leftover> Leftovers)
{
    public bool Passed => Count(Verdict.Failed) == 0 && Count(Verdict.Passed) > 0;

    public int Count(Verdict verdict) => Scenarios.Count(scenario => scenario.Verdict == verdict);
}
