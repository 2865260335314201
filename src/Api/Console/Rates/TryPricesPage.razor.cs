using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Rates;

/// <summary>A search to try: its explanation rule by rule, or a month of its prices.</summary>
public sealed partial class TryPricesPage(TimeProvider clock) : ConsolePage<TryPricesModel>
{
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm";

    private RideFields Ride => Model.Ride;

    private FormState Form => new("ride", null, Model.Problem);

    private Notice? Notice => Model.Problem is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    /// <summary>In three days at ten: later than every usual lead time.</summary>
    private string Start => Ride.Text("start") ?? RideText.In(TimeZoneInfo.FindSystemTimeZoneById(Model.Vendor.TimeZone), clock.GetUtcNow())
        .Date.AddDays(3).AddHours(10).ToString(LocalFormat, System.Globalization.CultureInfo.InvariantCulture);

    private string Month => Ride.Text("month") ?? Start[..7];

    private string Error(string path) => Form.Error("ride", path);

    /// <summary>A name of the plan as words: <c>service charge</c>.</summary>
    private static string Words(string name) => name == "surCharge" ? "surcharge" : string.Concat(
        name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static string Answer(PricesExplained explained)
    {
        var offered = explained.Explanation.Vehicles.Count(vehicle => vehicle.Offer is not null) - explained.Full.Count;
        return explained.Explanation.Refusal?.Message.Render(FieldNames.Of)
            ?? (offered > 0
                ? $"{offered} {(offered == 1 ? "vehicle is" : "vehicles are")} offered"
                : "Every suitable vehicle is booked at that time");
    }
}

/// <summary>What the page shows.</summary>
public sealed record TryPricesModel(Vendor Vendor, RideFields Ride)
{
    public PricesExplained? Explained { get; init; }

    public PriceCalendar? Calendar { get; init; }

    /// <summary>Null: nothing is wrong with the form.</summary>
    public Refusal? Problem { get; init; }
}
