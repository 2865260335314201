using System.Xml.Linq;

namespace ConcurSimulator.Booking;

/// <summary>How a ride is paid.</summary>
/// <param name="Form">CreditCard, Cash, Check or DirectBilling.</param>
/// <param name="CardType">Of a card.</param>
public sealed record Payment(string Form, string CardType = "")
{
    public bool IsCard => Form == "CreditCard";

    /// <summary>One of those that the ride on offer may be paid with.</summary>
    public static Payment Of(XElement limo, int taste)
    {
        var accepted = limo.Element("AcceptedFops")?.Element("FormOfPayment")?.Elements()
            .Select(form => new Payment(form.Name.LocalName, form.Element("Type")?.Value ?? "")).ToList() ?? [];
        return accepted.Count == 0 ? new Payment("CreditCard", "VI") : accepted[taste % accepted.Count];
    }
}
