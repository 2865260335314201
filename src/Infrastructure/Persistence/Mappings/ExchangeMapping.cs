using GroundTransport.Application.WireLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The wire log.</summary>
internal sealed class ExchangeMapping : IEntityTypeConfiguration<Exchange>
{
    public void Configure(EntityTypeBuilder<Exchange> builder)
    {
        builder.ToTable("exchanges");
        builder.HasKey(exchange => exchange.Id);
        builder.Ignore(exchange => exchange.Size);
        builder.Property(exchange => exchange.Why).HasMaxLength(500);
        builder.Property(exchange => exchange.RequestHeaders).HasMaxLength(-1);
        builder.Property(exchange => exchange.Request).HasMaxLength(-1);
        builder.Property(exchange => exchange.AnswerHeaders).HasMaxLength(-1);
        builder.Property(exchange => exchange.Answer).HasMaxLength(-1);
        builder.HasIndex(exchange => new { exchange.At, exchange.Id });
        builder.HasIndex(exchange => exchange.ReservationId);
        builder.HasIndex(exchange => exchange.CorrelationId);
    }
}
