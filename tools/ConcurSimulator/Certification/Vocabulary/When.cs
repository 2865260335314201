using System.Text;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>What happens in a scenario: Concur sends, the supplier decides, a PostBack arrives.</summary>
public sealed class When(ScenarioContext context)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private Equipment Equipment => context.Equipment;

    public Task<Answer> Sends(Request request) => context.Send(request);

    public Task<Answer> Reads(string reservationId) => Sends(ConcurRequests.Id(MessageNames.ReservationDetail, reservationId));

    public Task<Answer> Cancels(string reservationId) => Sends(ConcurRequests.Id(MessageNames.Cancel, reservationId));

    /// <summary>The request's bytes under other headers.</summary>
    public Task<Answer> Sends(Request request, string? contentType, string? authorization) =>
        Sends(request.Body, contentType, authorization);

    public Task<Answer> Sends(string body, string? contentType = "application/xml") => Sends(Encoding.UTF8.GetBytes(body), contentType);

    public Task<Answer> Sends(byte[] body, string? contentType = "application/xml") =>
        Sends(body, contentType, Equipment.Endpoint.Authorization);

    public Task<Answer> Gets(string path, string? authorization) => context.Send(new Call("GET", path, [], null, authorization));

    public Task SupplierAccepts(string reservationId) => Acts(reservationId, "accept", "{}");

    public Task SupplierDeclines(string reservationId) => Acts(reservationId, "decline", """{"reason":"No car is free."}""");

    public Task SupplierCancels(string reservationId) => Acts(reservationId, "cancel", """{"reason":"The car broke down."}""");

    /// <summary>The first PostBack with this status.</summary>
    public Task<ReceivedPostBack> PostBackArrives(string reservationId, string status) =>
        PostBackArrives(reservationId, postBack => postBack.Status == status);

    public async Task<ReceivedPostBack> PostBackArrives(
        string reservationId, Func<ReceivedPostBack, bool> isWanted, double? withinSeconds = null)
    {
        var wait = TimeSpan.FromSeconds(withinSeconds ?? Equipment.Profile.PostBackWithinSeconds);
        var postBack = await Equipment.PostBacks!.Wait(reservationId, isWanted, wait, context.Cancelled);
        if (postBack.HasArrived && !context.Exchanges.Contains(postBack.Exchange))
            context.Exchanges.Add(postBack.Exchange);
        return postBack;
    }

    /// <summary>Everything that arrived for a reservation, after a moment in which more could.</summary>
    public async Task<IReadOnlyList<ReceivedPostBack>> AllPostBacksArrived(string reservationId)
    {
        await Task.Delay(Quiet, context.Cancelled);
        return Equipment.PostBacks!.Of(reservationId);
    }

    /// <summary>How fast this scenario's calls with one message were answered.</summary>
    public Check Percentile95IsBelow(string message, TimeSpan limit)
    {
        var start = $"<CC_Limo{message}Request";
        var times = context.Exchanges
            .Where(exchange => Encoding.UTF8.GetString(exchange.Call.Body).StartsWith(start, StringComparison.Ordinal))
            .Select(exchange => exchange.Elapsed).Order().ToList();
        var found = times.Count == 0 ? TimeSpan.MaxValue : times[(int)Math.Ceiling(0.95 * times.Count) - 1];
        return new Check("time", found < limit, FormattableString.Invariant($"less than {limit.TotalSeconds:0} s"),
            FormattableString.Invariant($"{found.TotalMilliseconds:0} ms"));
    }

    private Task<Answer> Sends(byte[] body, string? contentType, string? authorization) =>
        context.Send(new Call("POST", Call.Endpoint, body, contentType, authorization));

    private async Task Acts(string reservationId, string action, string body)
    {
        var supplier = Equipment.Supplier ?? throw new NotTestedException("It needs the supplier's side: use --admin and --admin-key.");
        var response = await supplier.Act(reservationId, action, body, context.Cancelled);
        if (response.Outcome != Outcome.Ok)
            throw new NotTestedException($"The supplier couldn't {action}: {response.FailureReason}");
    }
}
