using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>What a scenario expects. A scenario goes on after an expectation that isn't met.</summary>
public sealed class Then(ScenarioContext context)
{
    /// <summary>The documentation says so.</summary>
    public void Documented(Page page, params Check[] checks) => Add(Basis.Documented, page, checks);

    /// <inheritdoc cref="Documented(Page, Check[])"/>
    public void Documented(Page page, IEnumerable<Check> checks) => Add(Basis.Documented, page, checks);

    /// <summary>The documentation is silent or contradicts itself, and we read it so.</summary>
    public void Reading(Page page, params Check[] checks) => Add(Basis.Reading, page, checks);

    /// <inheritdoc cref="Reading(Page, Check[])"/>
    public void Reading(Page page, IEnumerable<Check> checks) => Add(Basis.Reading, page, checks);

    /// <summary>Good practice.</summary>
    public void Advice(Page page, params Check[] checks) => Add(Basis.Advice, page, checks);

    private void Add(Basis basis, Page page, IEnumerable<Check> checks) =>
        context.Expectations.AddRange(checks.Select(check => new Expectation(basis, page, check)));
}
