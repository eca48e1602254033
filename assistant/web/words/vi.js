/**
 * Every word that people read on the page, in Vietnamese; other languages have the same shape.
 */

const numbers = new Intl.NumberFormat("vi-VN");

export const vi = {
  locale: "vi",
  brand: "Trợ lý ảo",
  tagline: "Tra cứu văn bản, kèm chỗ ghi",
  skip: "Tới phần trả lời",
  newChat: "Hỏi mới",
  openMenu: "Mở danh mục bên trái",
  closeMenu: "Thu gọn danh mục",
  sideLabel: "Hội thoại và văn bản",
  chatLabel: "Hỏi đáp",
  toolsLabel: "Phạm vi và công cụ",
  resizeSide: "Kéo để đổi bề rộng danh mục",
  resizeSource: "Kéo để đổi bề rộng phần nguồn",
  close: "Đóng",
  cancel: "Thôi",
  reload: "Tải lại",
  notice: "Trả lời do máy soạn từ văn bản; kiểm tra trích dẫn trước khi sử dụng.",

  documents: {
    heading: "Văn bản",
    loading: "Đang tải danh sách văn bản…",
    failed: "Chưa tải được danh sách văn bản.",
    reload: "Tải lại",
    empty: "Chưa có văn bản nào được nạp.",
    /** @param {number} count */
    count: (count) => `${numbers.format(count)} văn bản`,
    /** @param {string} number */
    number: (number) => `Số ${number}`,
    /** @param {number} from @param {number} to */
    period: (from, to) => (from === to ? `Năm ${from}` : `Giai đoạn ${from}–${to}`),
    /** @param {number} count */
    tables: (count) => `${numbers.format(count)} bảng`,
    /** @param {number} count */
    characters: (count) => `${numbers.format(count)} ký tự`,
    unnumbered: "Chưa rõ số hiệu",
  },

  empty: {
    heading: "Bạn cần tra cứu điều gì?",
    text: "Hỏi về các kế hoạch, đề án đã nạp. Mỗi câu trả lời kèm chỗ ghi trong văn bản.",
    examples: "Ví dụ",
  },

  scope: {
    ask: "Hỏi trong:",
    /** @param {number} count */
    all: (count) => `Tất cả ${numbers.format(count)} văn bản`,
    every: "Tất cả văn bản",
    /** @param {number} count */
    some: (count) => `${numbers.format(count)} văn bản đã chọn`,
    heading: "Chọn văn bản để hỏi",
    hint: "Không chọn văn bản nào thì hỏi trong tất cả.",
    find: "Tìm theo tên, số hiệu, cơ quan, địa phương",
    place: "Địa phương",
    kind: "Loại văn bản",
    year: "Năm",
    any: "Tất cả",
    /** @param {number} count */
    addShown: (count) => `Chọn ${numbers.format(count)} văn bản đang hiện`,
    clear: "Bỏ chọn hết",
    done: "Xong",
    none: "Không có văn bản nào khớp bộ lọc.",
    /** @param {number} most */
    tooMany: (most) => `Chỉ chọn được tối đa ${numbers.format(most)} văn bản; phần còn lại chưa được chọn.`,
    /** @param {string} text */
    changed: (text) => `Phạm vi hỏi: ${text}`,
  },

  conversations: {
    heading: "Hội thoại",
    find: "Tìm trong hội thoại",
    none: "Chưa có hội thoại nào. Câu hỏi đầu tiên sẽ được lưu ở đây.",
    noneFound: "Không có hội thoại nào khớp.",
    failed: "Chưa tải được danh sách hội thoại.",
    more: "Xem thêm",
    today: "Hôm nay",
    yesterday: "Hôm qua",
    week: "7 ngày qua",
    older: "Cũ hơn",
    untitled: "Chưa có tên",
    rename: "Đổi tên",
    remove: "Xóa",
    /** @param {string} title */
    renameOf: (title) => `Đổi tên hội thoại: ${title}`,
    /** @param {string} title */
    removeOf: (title) => `Xóa hội thoại: ${title}`,
    newName: "Tên mới của hội thoại",
    save: "Lưu tên",
    /** @param {string} title */
    sure: (title) => `Xóa hẳn hội thoại “${title}”? Câu hỏi và câu trả lời trong đó sẽ mất.`,
    removed: "Đã xóa hội thoại.",
    renamed: "Đã đổi tên hội thoại.",
    changeFailed: "Chưa đổi được hội thoại trên máy chủ. Hãy thử lại.",
    loading: "Đang mở hội thoại…",
    gone: "Không mở được hội thoại này: hội thoại đã bị xóa, đã hết hạn lưu, hoặc được tạo trên trình duyệt khác. "
      + "Hãy bấm Hỏi mới để bắt đầu lại.",
    notKept: "Hội thoại này không được lưu trên máy chủ; đóng trang là mất.",
    exportDocx: "Xuất hội thoại ra DOCX",
    exportMarkdown: "Xuất hội thoại ra Markdown",
  },

  library: {
    link: "Thư viện văn bản",
    auditLink: "Đối chiếu số liệu",
    heading: "Thư viện văn bản",
    /** @param {number} documents @param {number} passages */
    about: (documents, passages) =>
      `${numbers.format(documents)} văn bản đã lập chỉ mục, ${numbers.format(passages)} đoạn tra cứu được.`,
    notReady: "Máy chủ chưa có chỉ mục văn bản. Người quản trị cần lập chỉ mục.",
    find: "Tìm trong tên và nội dung",
    search: "Tìm",
    onlyFindings: "Chỉ văn bản có số liệu cần xem lại",
    /** @param {number} shown @param {number} all */
    shown: (shown, all) => `Hiện ${numbers.format(shown)} / ${numbers.format(all)} văn bản`,
    indexed: "Đã lập chỉ mục",
    /** @param {number} count */
    findings: (count) => (count > 0 ? `${numbers.format(count)} chỗ cần xem lại` : "Số liệu khớp"),
    unchecked: "Không có bảng số liệu",
    open: "Mở văn bản",
    ask: "Hỏi trong văn bản này",
    askShown: "Hỏi trong các văn bản đang hiện",
    inText: "Tìm thấy trong nội dung",
    searching: "Đang tìm trong nội dung…",
    nothing: "Không thấy trong nội dung của các văn bản đang hiện.",
    searchFailed: "Chưa tìm được trong nội dung.",
    issuer: "Cơ quan ban hành",
    date: "Ngày ban hành",
    period: "Giai đoạn",
    number: "Số hiệu",
    size: "Dung lượng",
    unknown: "Chưa rõ",
    title: "Thư viện",
    doubtfullyRead: "Đã lập chỉ mục, có phần chưa đọc được chắc chắn",
    /** @param {string} mark */
    secrecy: (mark) => `Dấu độ mật: ${mark}`,
  },

  skipped: {
    /** @param {number} count */
    heading: (count) => `${numbers.format(count)} tệp chưa nạp được`,
    about: "Trợ lý không trả lời từ các tệp này. Người quản trị sửa theo ghi chú bên cạnh rồi lập lại chỉ mục.",
    /** @param {number} count */
    more: (count) => `và ${numbers.format(count)} tệp khác`,
    other: "Chưa đọc được.",
    faults: {
      format: "Định dạng chưa được hỗ trợ. Hãy lưu lại thành DOCX, PDF hoặc XLSX.",
      name: "Tên hoặc bảng mã của tệp không đúng với nội dung. Hãy mở ra, lưu lại đúng định dạng.",
      link: "Chỉ là lối tắt tới một tệp ở nơi khác. Hãy chép chính tệp đó vào.",
      password: "Tệp có mật khẩu. Hãy lưu lại bản không đặt mật khẩu.",
      damaged: "Tệp hỏng hoặc chưa tải về trọn vẹn. Hãy lấy lại bản gốc.",
      empty: "Tệp không có chữ nào.",
      large: "Tệp quá lớn. Hãy tách thành nhiều tệp nhỏ.",
      program: "Máy chủ chưa cài phần mềm đọc loại tệp này (bản quét, Office đời cũ).",
      failed: "Gặp lỗi khi đọc; lần lập chỉ mục sau sẽ thử lại.",
    },
  },

  settings: {
    language: "Ngôn ngữ",
    theme: "Giao diện",
    themes: { auto: "Theo máy", light: "Sáng", dark: "Tối" },
    size: "Cỡ chữ",
    sizes: { normal: "Vừa", large: "Lớn", larger: "Rất lớn" },
    open: "Tùy chỉnh hiển thị và phím tắt",
    heading: "Hiển thị",
    keys: "Phím tắt",
    shortcuts: [
      ["Enter", "Gửi câu hỏi"],
      ["Shift + Enter", "Xuống dòng"],
      ["↑", "Lấy lại câu hỏi trước (khi ô hỏi trống)"],
      ["/", "Tới ô hỏi"],
      ["Alt + N", "Hỏi mới"],
      ["Alt + ↑ / Alt + ↓", "Tới câu hỏi trước / sau"],
      ["Esc", "Đóng nguồn, đóng hộp thoại"],
    ],
  },

  ask: {
    label: "Câu hỏi của bạn",
    placeholder: "Nhập câu hỏi…",
    send: "Gửi",
    stop: "Dừng",
    hint: "Enter để gửi, Shift + Enter để xuống dòng",
    /** @param {number} left */
    left: (left) => `Còn ${numbers.format(left)} ký tự`,
    /** @param {number} over */
    over: (over) => `Câu hỏi dài quá ${numbers.format(over)} ký tự, hãy rút bớt rồi gửi`,
    speak: "Nói câu hỏi (nhận dạng ngay trên máy này)",
    listening: "Đang nghe; bấm lại để dừng",
    speakFailed: "Chưa nghe được. Hãy gõ câu hỏi.",
  },

  answer: {
    you: "Bạn",
    assistant: "Trợ lý",
    searching: "Đang tìm trong văn bản…",
    slow: "Máy chủ trả lời chậm hơn thường lệ. Bạn có thể chờ thêm, hoặc bấm Dừng; câu hỏi vẫn được giữ.",
    answering: "Đang soạn câu trả lời…",
    stopped: "Bạn đã dừng câu hỏi này.",
    understoodAs: "Hiểu là:",
    followUps: "Hỏi tiếp",
    choices: "Chọn để hỏi rõ",
    tryThese: "Bạn có thể hỏi",
    sources: "Nguồn",
    copy: "Chép",
    copied: "Đã chép câu trả lời kèm nguồn",
    copyFailed: "Trình duyệt không cho chép; hãy bôi đen câu trả lời rồi chép.",
    print: "In",
    exportDocx: "Xuất DOCX",
    exportXlsx: "Xuất bảng XLSX",
    exportCsv: "Xuất bảng CSV",
    exportFailed: "Chưa xuất được.",
    exported: "Đã tải tệp về máy.",
    editQuestion: "Sửa câu hỏi này và hỏi lại",
    readAloud: "Đọc to",
    stopReading: "Dừng đọc",
    tools: "Công cụ của câu trả lời",
    engines: { extractive: "Trích từ văn bản", llm: "Mô hình ngôn ngữ diễn đạt, đã đối chiếu văn bản" },
    /** @param {number} seconds */
    took: (seconds) => `${seconds.toLocaleString("vi-VN", { maximumFractionDigits: 2 })} giây`,
    chart: "Biểu đồ",
    chartBy: { period: "Theo thời gian", document: "Theo văn bản" },
    chartColumns: { period: "Thời gian", document: "Văn bản" },
    amount: "Số tiền",
    computation: "Phép tính",
    computations: { sum: "Cộng", difference: "Chênh lệch" },
    /** @param {string} written @param {string} label @param {number} n */
    figureLabel: (written, label, n) => `${written}, ${label}. Mở ô này ở nguồn ${n}`,
    table: "Bảng số liệu",
    noticeLabel: "Lưu ý",
    /** @param {string} text */
    finished: (text) => `Đã có câu trả lời. ${text}`,
    /** @param {string} text */
    failed: (text) => `Chưa trả lời được. ${text}`,
    /** @param {number} n */
    mark: (n) => `[${n}]`,
    /** @param {number} n @param {string} title @param {string} section */
    markLabel: (n, title, section) => `Nguồn ${n}: ${[title, section].filter(Boolean).join(", ")}. Mở chỗ ghi`,
    status: {
      answered: "Đã trả lời",
      clarify: "Cần làm rõ",
      not_found: "Không có trong tài liệu",
      out_of_scope: "Ngoài phạm vi",
      refused: "Từ chối",
    },
  },

  feedback: {
    up: "Đúng, hữu ích",
    down: "Chưa đúng hoặc thiếu",
    why: "Câu trả lời chưa ổn ở đâu?",
    reasons: ["Sai số liệu", "Sai chỗ trích", "Thiếu nội dung", "Không đúng câu hỏi", "Khó hiểu"],
    more: "Ghi rõ thêm (không bắt buộc)",
    send: "Gửi góp ý",
    thanks: "Đã ghi nhận góp ý.",
    withdrawn: "Đã rút góp ý.",
    failed: "Chưa gửi được góp ý. Hãy thử lại.",
  },

  source: {
    label: "Nguồn trích dẫn",
    close: "Đóng nguồn",
    openFull: "Mở toàn văn",
    toCited: "Về chỗ được trích",
    copy: "Chép trích dẫn",
    copied: "Đã chép trích dẫn",
    copyFailed: "Trình duyệt không cho chép; hãy bôi đen đoạn trích rồi chép.",
    cited: "Đoạn được trích",
    loading: "Đang mở văn bản…",
    earlier: "Hiện phần trước",
    later: "Hiện phần sau",
    rawTable: "Nguyên văn của bảng",
    untitledTable: "Bảng trong văn bản",
    /** @param {string} unit */
    unit: (unit) => `Đơn vị tính: ${unit}`,
    /** @param {number} count */
    allRows: (count) => `Hiện tất cả ${numbers.format(count)} dòng`,
    citedRow: "Dòng được trích",
    unsure: "?",
    unsureLabel: "Máy chưa chắc ô này thuộc cột này",
    /** @param {number} n */
    page: (n) => `Trang ${numbers.format(n)}`,
    /** @param {string} name */
    sheet: (name) => `Trang tính “${name}”`,
    doubtful: "bản quét, độ tin cậy thấp",
    wrongPlace: "Đường dẫn trỏ tới chỗ không có trong văn bản này; dưới đây là đầu văn bản.",
  },

  viewer: {
    back: "Về phần hỏi đáp",
    outline: "Mục lục",
    outlineEmpty: "Văn bản này chưa có mục lục.",
    missing: "Không có văn bản này trong kho đã nạp. Có thể văn bản đã được đổi tên hoặc gỡ khỏi kho.",
    failed: "Chưa mở được văn bản.",
    retry: "Thử lại",
    ask: "Hỏi trong văn bản này",
    file: "Tải bản gốc",
    fileFailed: "Chưa tải được bản gốc.",
    tables: "Bảng đã nhận dạng",
    /** @param {number} count */
    tablesCount: (count) => `Bảng đã nhận dạng: ${numbers.format(count)}`,
    /** @param {number} rows */
    tableRows: (rows) => `${numbers.format(rows)} dòng`,
    /** @param {number} good */
    sumsAgree: (good) => `✓ ${numbers.format(good)} phép cộng khớp`,
    /** @param {number} bad */
    sumsDiffer: (bad) => `✗ ${numbers.format(bad)} phép cộng không khớp`,
    sumsNone: "Không có dòng tổng để cộng lại",
  },

  cells: {
    agrees: "✓",
    agreesLabel: "Cộng lại khớp",
    differs: "✗",
    differsLabel: "Cộng lại không khớp",
  },

  audit: {
    /** @param {number} count */
    summary: (count) => `Đối chiếu số liệu: ${numbers.format(count)} chỗ cần xem lại`,
    note: "Máy cộng lại và so các con số trong văn bản. Bấm vào một số để xem chỗ ghi.",
    kinds: { mismatch: "Chưa khớp", incomplete: "Có ô trống", differs: "Ghi khác nhau" },
    /** @param {string} quote */
    place: (quote) => `Xem chỗ ghi: ${quote}`,
  },

  errors: {
    heading: "Chưa trả lời được",
    retry: "Thử lại",
    edit: "Sửa câu hỏi",
    kept: "Câu hỏi của bạn vẫn được giữ.",
    kinds: {
      gone: "Cuộc hội thoại này không còn trên máy chủ. Bấm Thử lại để hỏi tiếp mà không lưu, hoặc bấm Hỏi mới.",
      offline: "Không kết nối được máy chủ. Kiểm tra mạng hoặc chờ máy chủ chạy lại, rồi bấm Thử lại.",
      timeout: "Máy chủ chưa trả lời sau một phút. Hãy bấm Thử lại; nếu vẫn chậm, báo người quản trị.",
      cut: "Đường truyền bị ngắt giữa chừng nên câu trả lời chưa trọn. Hãy bấm Thử lại.",
      interrupted: "Trang đã được tải lại khi đang tìm. Hãy bấm Thử lại.",
      too_long: "Câu hỏi dài quá giới hạn. Hãy bấm Sửa câu hỏi, rút ngắn rồi gửi lại.",
      invalid: "Máy chủ không đọc được câu hỏi này. Hãy bấm Sửa câu hỏi, viết lại rồi gửi.",
      busy: "Máy chủ đang bận hoặc chưa sẵn sàng. Hãy chờ ít giây rồi bấm Thử lại.",
      missing: "Không tìm thấy nội dung được hỏi trên máy chủ. Hãy tải lại trang.",
      server: "Máy chủ gặp lỗi khi trả lời. Hãy bấm Thử lại; nếu vẫn lỗi, báo người quản trị.",
      malformed: "Máy chủ trả về nội dung mà trang không đọc được. Hãy tải lại trang rồi bấm Thử lại.",
    },
  },
};
