using GroundTransport.Api.Console.Forms;
using GroundTransport.Application.Administration.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The form's fields of a vendor's receipts, named as REST names them.</summary>
internal static class ReceiptForm
{
    public const string Enabled = "receipts.enabled", LegalName = "receipts.legalName", TaxId = "receipts.taxId",
        Phone = "receipts.phone", WebAddress = "receipts.webAddress", TaxInvoice = "receipts.taxInvoice",
        SendAfterMinutes = "receipts.sendAfterMinutes", Street = "receipts.address.street", City = "receipts.address.city",
        State = "receipts.address.state", Country = "receipts.address.country", PostalCode = "receipts.address.postalCode";

    public static ReceiptsInput Read(PostedForm form) => new(
        form.Has(Enabled), form.Text(LegalName), form.Text(TaxId), form.Text(Phone), form.Text(WebAddress), form.Has(TaxInvoice),
        form.Number(SendAfterMinutes),
        new SellerAddressInput(form.Text(Street), form.Text(City), form.Text(State), form.Text(Country), form.Text(PostalCode)));
}
