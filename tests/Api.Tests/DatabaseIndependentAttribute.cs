using Xunit.v3;

namespace GroundTransport.Api.Tests;

/// <summary>
/// The result doesn't depend on which database the gateway uses, or the test chooses its database itself: the second run of
/// this project, on PostgreSQL, leaves it out (.ci/run).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DatabaseIndependentAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "independent")];
}
