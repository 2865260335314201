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

    private (string Field, string Label, string Hint, string Stored)[][] Rows =>
    [
        [
            (ReceiptForm.LegalName, "Legal name", "", Stored.LegalName),
            (ReceiptForm.TaxId, "Tax id", "Tax invoices need it.", Stored.TaxId),
            (ReceiptForm.Phone, "Phone on the receipt", "", Stored.Phone),
            (ReceiptForm.WebAddress, "Web address", "", Stored.WebAddress),
        ],
        [
            (ReceiptForm.Street, "Street and number", "", Stored.Address.Street),
            (ReceiptForm.City, "City", "", Stored.Address.City),
            (ReceiptForm.State, "State", "Its code, such as VA.", Stored.Address.State),
            (ReceiptForm.PostalCode, "Postal code", "", Stored.Address.PostalCode),
            (ReceiptForm.Country, "Country", "Such as US.", Stored.Address.Country),
        ],
    ];

    private static string Id(string field) => field.Replace('.', '-');

    private string Value(string field, string stored) => Form.Value(VendorsEndpoints.VendorForm, field, stored);

    private string Error(string field) => Form.Error(VendorsEndpoints.VendorForm, field);

    private string? Describe(string field, string hint) =>
        hint.Length + Error(field).Length > 0 ? FormField.Describe(Id(field), Error(field)) : null;
}
