using ConcurSimulator.Certification.Mutations;
using ConcurSimulator.Certification.Runs;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>The lists of scenarios and mutations, and their document.</summary>
public sealed class CatalogTests
{
    private static readonly string[] Messages =
        ["Search", "Sell", "ReservationDetail", "Update", "Cancel", "PostBack", "TestConnection"];

    [Fact]
    public void Scenarios_are_at_least_eighty_in_all_groups()
    {
        string[] groups =
        [
            "Connection", "Search", "Sell", "Detail", "Update", "Cancel", "Status machine", "Times", "Currencies", "Payments", "Languages",
            "Bad input", "Speed", "PostBack",
        ];

        Assert.True(ScenarioCatalog.All.Count >= 80, $"{ScenarioCatalog.All.Count} scenarios");
        Assert.Equal(groups, ScenarioCatalog.All.Select(scenario => scenario.Group).Distinct());
    }

    [Fact]
    public void Scenarios_have_ids_and_known_messages()
    {
        Assert.Equal(ScenarioCatalog.All.Count, ScenarioCatalog.All.Select(scenario => scenario.Id).Distinct().Count());
        Assert.All(ScenarioCatalog.All, scenario => Assert.Matches("^[a-z-]+/[a-z0-9-]+$", scenario.Id));
        Assert.All(ScenarioCatalog.All, scenario => Assert.NotEmpty(scenario.Messages));
        Assert.All(ScenarioCatalog.All, scenario => Assert.Subset(Messages.ToHashSet(), scenario.Messages.ToHashSet()));
    }

    [Fact]
    public void Mutations_are_at_least_forty_of_each_message()
    {
        Assert.True(MutationCatalog.All.Count >= 40, $"{MutationCatalog.All.Count} mutations");
        Assert.Equal(Messages.Order(), MutationCatalog.All.Select(mutation => mutation.Message).Distinct().Order());
        Assert.Equal(MutationCatalog.All.Count, MutationCatalog.All.Select(mutation => mutation.Name).Distinct().Count());
    }

    [Fact]
    public void Document_lists_each_mutation_and_known_scenarios()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "certification.md"))
            .SkipWhile(line => line != "<!-- mutants -->").TakeWhile(line => line != "<!-- /mutants -->")
            .Skip(3).Where(line => line.Length > 0).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var named = rows.SelectMany(row => row[4].Split('`').Where((_, index) => index % 2 == 1)).Distinct();

        Assert.Equal(MutationCatalog.All.Select(mutation => mutation.Name), rows.Select(row => $"{row[1]}: {row[2]}"));
        Assert.Subset(ScenarioCatalog.All.Select(scenario => scenario.Id).ToHashSet(), named.ToHashSet());
    }
}
