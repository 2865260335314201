using ConcurSimulator.Certification.Vocabulary;

namespace ConcurSimulator.Certification.Runs;

/// <summary>All scenarios of this assembly, by group.</summary>
public static class ScenarioCatalog
{
    /// <summary>The first calls are the simplest; PostBacks come late, because a failed one may hold up those after it.</summary>
    private static readonly string[] Groups =
    [
        "Connection", "Search", "Sell", "Detail", "Update", "Cancel", "Status machine", "Times", "Currencies", "Payments", "Languages",
        "Bad input", "Speed", "PostBack",
    ];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. typeof(Scenario).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Scenario)))
            .Select(type => (Scenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => Array.IndexOf(Groups, scenario.Group)).ThenBy(scenario => scenario.IsLast)
            .ThenBy(scenario => scenario.Id, StringComparer.Ordinal),
    ];
}
