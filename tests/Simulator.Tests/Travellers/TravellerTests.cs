using System.Text;
using System.Xml.Linq;
using ConcurSimulator.Requests;
using ConcurSimulator.Travellers;
using ConcurSimulator.Wire;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Travellers;

/// <summary>Random travellers that a seed reproduces, and their requests.</summary>
public sealed class TravellerTests
{
    private static readonly DateOnly Today = new(2030, 3, 4);
    private static readonly XElement Limo = XElement.Parse(SampleReplies.SearchSuccess).Element("Limos")!.Element("Limo")!;

    [Fact]
    public void Same_seed_writes_the_same_requests()
    {
        Assert.Equal(WriteRequests(seed: 5), WriteRequests(seed: 5));
        Assert.NotEqual(WriteRequests(seed: 5), WriteRequests(seed: 6));
    }

    [Fact]
    public void Successive_travellers_differ()
    {
        var distinct = Create(seed: 1, count: 100)
            .Select(traveller => (traveller.FirstName, traveller.LastName, traveller.Ride.Start)).Distinct();

        Assert.True(distinct.Count() > 90);
    }

    [Fact]
    public void Travellers_use_every_step_and_service_type()
    {
        var travellers = Create(seed: 1, count: 300).ToList();

        Assert.Equal(["110", "111", "120", "121", "200"], travellers.Select(traveller => traveller.Ride.ServiceType).Distinct().Order());
        Assert.Equal(3, travellers.SelectMany(traveller => traveller.Steps).Select(step => step.GetType()).Distinct().Count());
        Assert.Contains(travellers, traveller => traveller.ClicksTwice);
    }

    [Fact]
    public void Every_request_is_valid_against_the_published_schema()
    {
        foreach (var request in WriteRequests(seed: 2))
            Assert.Empty(FindSchemaProblems(request));
    }

    /// <summary>The rule that a rate is the sum of its parts applies to replies only.</summary>
    private static IEnumerable<string> FindSchemaProblems(string request) => Message.Read(Encoding.UTF8.GetBytes(request)).Problems
        .Where(problem => !problem.StartsWith("RateInfo", StringComparison.Ordinal));

    private static IEnumerable<Traveller> Create(int seed, int count) =>
        Enumerable.Range(1, count).Select(number => Traveller.Create(seed, number, Today));

    private static List<string> WriteRequests(int seed) => [.. Create(seed, 100).SelectMany(WriteRequests).Select(Encoding.UTF8.GetString)];

    private static IEnumerable<byte[]> WriteRequests(Traveller traveller)
    {
        yield return RequestWriter.WriteSearch(traveller);
        yield return RequestWriter.WriteSell(traveller, Limo);
        yield return RequestWriter.WriteDetail("203121365");
        yield return RequestWriter.WriteCancel("203121365");
        foreach (var change in traveller.Steps.OfType<Step.Update>())
            yield return RequestWriter.WriteUpdate("203121365", traveller, change, Payment.Choose(Limo, traveller.Choice));
    }
}
