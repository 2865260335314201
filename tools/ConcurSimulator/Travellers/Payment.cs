using System.Xml.Linq;

namespace ConcurSimulator.Travellers;

/// <summary>How a ride is paid.</summary>
/// <param name="Form">CreditCard, Cash, Check or DirectBilling.</param>
/// <param name="CardType">The type of a credit card; empty for the other forms.</param>
public sealed record Payment(string Form, string CardType = "")
{
    public bool IsCard => Form == "CreditCard";

    /// <summary>One of the forms of payment that an offered ride accepts.</summary>
    public static Payment Choose(XElement limo, int choice)
    {
        var accepted = limo.Element("AcceptedFops")?.Element("FormOfPayment")?.Elements()
            .Select(form => new Payment(form.Name.LocalName, form.Element("Type")?.Value ?? "")).ToList() ?? [];
        return accepted.Count == 0 ? new Payment("CreditCard", "VI") : accepted[choice % accepted.Count];
    }
}
