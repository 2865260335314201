using System.Diagnostics;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Vocabulary;

namespace ConcurSimulator.Certification.Runs;

/// <summary>Plays scenarios one after the other, cancels what each one sold, and lists what is left.</summary>
/// <param name="cleaner">Cancels directly, where a proxy stands before the endpoint.</param>
public sealed class CertificationRun(Equipment equipment, EndpointClient cleaner)
{
    private readonly long started = Stopwatch.GetTimestamp();

    /// <summary>Raised after each scenario.</summary>
    public event Action<ScenarioResult>? Played;

    /// <summary>Null if the endpoint can be tested; otherwise why it can't.</summary>
    public static async Task<string?> FindObstacle(Equipment equipment, CancellationToken ct)
    {
        var endpoint = equipment.Endpoint;
        var probe = ConcurRequests.Id("ReservationDetail", "1");
        var answer = await endpoint.Send(new Call("POST", Call.Endpoint, probe.Body, "application/xml", endpoint.Authorization), ct);
        return answer.Exchange.Status switch
        {
            null => $"{endpoint.Address} can't be reached: {answer.Exchange.Failure}",
            401 or 403 => $"{endpoint.Address} refuses the user and the password (HTTP {answer.Exchange.Status}).",
            404 => $"{endpoint.Address} has nothing at {Call.Endpoint} (HTTP 404).",
            _ => null,
        };
    }

    public async Task<CertificationResult> Execute(IEnumerable<Scenario> scenarios, CancellationToken ct)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            if (ct.IsCancellationRequested)
                break;
            var result = await Play(scenario, ct);
            results.Add(result);
            Played?.Invoke(result);
        }
        var leftovers = await FindLeftovers();
        return new CertificationResult(
            equipment.Endpoint.Address, equipment.Profile.Name, startedAt, Stopwatch.GetElapsedTime(started), results, leftovers);
    }

    /// <summary>Plays one scenario, and cancels what it sold.</summary>
    public async Task<ScenarioResult> Play(Scenario scenario, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var context = new ScenarioContext(equipment, ct);
        var reason = "";
        try
        {
            await scenario.Play(new Given(context), new When(context), new Then(context));
        }
        catch (NotTestedException missing)
        {
            reason = missing.Message;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            reason = "Stopped.";
        }
        var elapsed = Stopwatch.GetElapsedTime(began);
        foreach (var id in context.Reservations)
            await Cancel(id);
        return new ScenarioResult(scenario, reason, context.Expectations, context.Exchanges, elapsed);
    }

    // Without the caller's token: what was sold is cancelled even if the run is stopped.
    private async Task Cancel(string reservationId)
    {
        var reply = await Send(ConcurRequests.Id("Cancel", reservationId));
        if (reply["Status"] == "XB" && equipment.Supplier is { } supplier)
            await supplier.Act(reservationId, "accept", "{}", CancellationToken.None);
    }

    private async Task<IReadOnlyList<Leftover>> FindLeftovers()
    {
        var leftovers = new List<Leftover>();
        foreach (var id in equipment.Ledger.Sold)
        {
            var status = (await Send(ConcurRequests.Id("ReservationDetail", id)))["Status"];
            if (status != "XA")
                leftovers.Add(new Leftover(id, status));
        }
        return leftovers;
    }

    private Task<Answer> Send(Request request) => cleaner.Send(
        new Call("POST", Call.Endpoint, request.Body, "application/xml", cleaner.Authorization), CancellationToken.None);
}
