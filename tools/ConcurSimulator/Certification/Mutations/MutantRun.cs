using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Runs;
using ConcurSimulator.Certification.Vocabulary;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>Which scenarios noticed a mutation, by an expectation about what it broke.</summary>
/// <param name="Mutation">The wrong thing.</param>
/// <param name="Killers">The ids of the scenarios; empty if the mutant survived.</param>
public sealed record Mutant(Mutation Mutation, IReadOnlyList<string> Killers);

/// <summary>What a run of all mutants found.</summary>
/// <param name="FalseAlarms">Scenarios that object to the endpoint behind proxies that change nothing.</param>
/// <param name="Mutants">Empty after a false alarm.</param>
public sealed record MutantsResult(IReadOnlyList<ScenarioResult> FalseAlarms, IReadOnlyList<Mutant> Mutants)
{
    public IEnumerable<Mutant> Survivors => Mutants.Where(mutant => mutant.Killers.Count == 0);

    public bool Passed => FalseAlarms.Count == 0 && Mutants.Count > 0 && !Survivors.Any();
}

/// <summary>Proves that the scenarios can fail: plays each mutation and looks who notices it.</summary>
/// <param name="equipment">With the endpoint proxy's client, and the listener behind the PostBack proxy.</param>
/// <param name="cleaner">A client of the endpoint itself.</param>
/// <param name="findsAll">Finds every killer; otherwise a mutant ends with its first.</param>
public sealed class MutantRun(
    Equipment equipment, EndpointClient cleaner, EndpointProxy endpoint, PostBackProxy? postBacks, bool findsAll)
{
    public event Action<Mutant>? Played;

    public async Task<MutantsResult> Execute(IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        var alarms = new List<ScenarioResult>();
        await Play(scenarios, result =>
        {
            if (result.Expectations.Any(expectation => expectation is { Failed: true, Basis: not Basis.Advice }))
                alarms.Add(result);
            return true;
        }, ct);
        var mutants = new List<Mutant>();
        if (alarms.Count > 0)
            return new MutantsResult(alarms, mutants);
        foreach (var mutation in MutationCatalog.All.TakeWhile(_ => !ct.IsCancellationRequested))
        {
            var mutant = await Play(mutation, scenarios, ct);
            mutants.Add(mutant);
            Played?.Invoke(mutant);
        }
        return new MutantsResult(alarms, mutants);
    }

    private async Task<Mutant> Play(Mutation mutation, IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        var killers = new List<string>();
        Mutate(mutation);
        await Play(scenarios.Where(scenario => scenario.Messages.Contains(mutation.Message)), result =>
        {
            if (result.Expectations.Any(mutation.IsNoticedBy))
                killers.Add(result.Scenario.Id);
            return findsAll || killers.Count == 0;
        }, ct);
        Mutate(null);
        return new Mutant(mutation, killers);
    }

    private void Mutate(Mutation? mutation)
    {
        endpoint.Mutation = mutation;
        if (postBacks is not null)
            postBacks.Mutation = mutation is { Message: "PostBack" } ? mutation : null;
    }

    /// <param name="goesOn">Looks at each result; false ends the run.</param>
    private async Task Play(IEnumerable<Scenario> scenarios, Func<ScenarioResult, bool> goesOn, CancellationToken ct)
    {
        var run = new CertificationRun(equipment, cleaner);
        foreach (var scenario in scenarios)
        {
            if (ct.IsCancellationRequested || !goesOn(await run.Play(scenario, ct)))
                break;
        }
    }
}
