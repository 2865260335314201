using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Domain.Vendors;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>Whether a vendor's rides become receipts, and who issues them.</summary>
public sealed partial class ReceiptFields : ComponentBase
{
    [Parameter, EditorRequired]
    public FormState Form { get; set; } = FormState.New;

    [Parameter, EditorRequired]
    public ReceiptSettings Stored { get; set; } = new();

    private IEnumerable<(string Field, string Label, string Hint, string Stored)> Texts
    {
        get
        {
            var address = Stored.Address;
            yield return (ReceiptForm.LegalName, "Legal name", "", Stored.LegalName);
            yield return (ReceiptForm.TaxId, "Tax id", "Tax invoices need it.", Stored.TaxId);
            yield return (ReceiptForm.Phone, "Phone on the receipt", "", Stored.Phone);
            yield return (ReceiptForm.WebAddress, "Web address", "", Stored.WebAddress);
            yield return (ReceiptForm.Street, "Street and number", "", address.Street);
            yield return (ReceiptForm.City, "City", "", address.City);
            yield return (ReceiptForm.State, "State", "Its code, such as VA.", address.State);
            yield return (ReceiptForm.PostalCode, "Postal code", "", address.PostalCode);
            yield return (ReceiptForm.Country, "Country", "Such as US.", address.Country);
        }
    }

    private static string Id(string field) => field.Replace('.', '-');

    private string Value(string field, string stored) => Form.Value(VendorsEndpoints.VendorForm, field, stored);

    private string Error(string field) => Form.Error(VendorsEndpoints.VendorForm, field);

    private string? Describe(string field, string hint) =>
        hint.Length + Error(field).Length > 0 ? FormField.Describe(Id(field), Error(field)) : null;
}
