using GroundTransport.Application.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>Webhooks with encrypted secrets.</summary>
internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(36);
        builder.Property(row => row.Url).HasMaxLength(500);
        builder.Property(row => row.DisabledReason).HasMaxLength(500);
        builder.Property(row => row.Secret).HasMaxLength(-1);
        builder.Property(row => row.PreviousSecret).HasMaxLength(-1);
        builder.Property(row => row.Types).HasMaxLength(2000).HasConversion(CodeList.Converter!, CodeList.Comparer);
        builder.Property(row => row.VendorCodes).HasMaxLength(4000).HasConversion(CodeList.Converter!, CodeList.Comparer);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

/// <summary>Deliveries: one per webhook and event.</summary>
internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Destination);
        builder.Property(row => row.WebhookId).HasMaxLength(36);
        builder.Property(row => row.EventId).HasMaxLength(40);
        builder.Property(row => row.EventType).HasMaxLength(40);
        builder.Property(row => row.LastAnswer).HasMaxLength(500);
        builder.Property(row => row.LastBody).HasMaxLength(WebhookAnswer.MaxBodyLength);
        builder.HasIndex(row => new { row.WebhookId, row.Position }).IsUnique();
        // A claim looks whether an earlier event of the reservation is pending: without all four it would walk through the webhook's past.
        builder.HasIndex(row => new { row.ReservationId, row.WebhookId, row.State, row.Position });
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.WebhookId, row.CreatedAt, row.Id });
    }
}
